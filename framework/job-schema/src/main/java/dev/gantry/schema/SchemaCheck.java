package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/** Checks values against one schema, with the formats that Java's own types need. Thread-safe. */
final class SchemaCheck {

    /** Shared by all plugins: it keeps no schema, and a schema is JSON without any class. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft7())
                    // the standard's duration has no fractions of a second, Java's has
                    .format(new TimeFormat("duration", Duration::parse))
                    .format(new TimeFormat("date-time-local", LocalDateTime::parse))
                    .format(new TimeFormat("time-local", LocalTime::parse))
                    .build(),
            registry -> registry.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(JDKRegularExpressionFactory.getInstance())
                            .locale(Locale.ROOT)
                            .build()));

    private final Schema schema;

    SchemaCheck(JsonNode schema) {
        this.schema = REGISTRY.getSchema(schema);
    }

    List<Error> errors(JsonNode value) {
        return schema.validate(value);
    }
}
