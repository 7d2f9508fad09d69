package dev.gantry.client.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gantry.job.JobApiException;

/**
 * Reads and writes the users' own classes. Made for a call and forgotten with it: a mapper remembers the classes that it has
 * seen, and keeps the loader of a plugin alive for as long as itself.
 */
final class UserValues {

    private final JsonMapper mapper = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    JsonNode tree(Object value) {
        try {
            return mapper.valueToTree(value);
        } catch (IllegalArgumentException e) {
            throw new JobApiException(
                    422,
                    "a %s cannot be written as JSON: %s"
                            .formatted(value.getClass().getName(), e.getMessage()),
                    e);
        }
    }

    byte[] json(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new JobApiException(
                    422,
                    "a %s cannot be written as JSON: %s"
                            .formatted(value == null ? "null" : value.getClass().getName(), e.getOriginalMessage()),
                    e);
        }
    }

    JsonNode parse(String json) {
        return fit(json, JsonNode.class);
    }

    <T> T fit(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw doesNotFit(type, e.getOriginalMessage(), e);
        }
    }

    <T> T fit(JsonNode json, Class<T> type) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw doesNotFit(type, e.getOriginalMessage(), e);
        }
    }

    private static JobApiException doesNotFit(Class<?> type, String why, Exception e) {
        return new JobApiException(422, "the value does not fit %s: %s".formatted(type.getName(), why), e);
    }
}
