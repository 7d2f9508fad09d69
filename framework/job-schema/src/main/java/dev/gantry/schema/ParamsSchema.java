package dev.gantry.schema;
import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.databind.node.*;
import com.fasterxml.jackson.core.*;
import java.util.*;
final class ParamsSchema {
  String published(){return null;} ObjectNode complete(JsonNode b) throws InvalidParamsException{return null;} JsonNode redact(JsonNode p){return p;} Set<String> names(){return null;} Fault fault(JsonProcessingException e, ObjectNode o){return null;}
  static ParamsSchema of(Class<?> t, ObjectMapper m) throws SchemaException { SchemaGeneration g = new SchemaGeneration(t,m); return new ParamsSchema(); }
}
