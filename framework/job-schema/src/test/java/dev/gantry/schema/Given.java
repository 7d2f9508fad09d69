package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the tests of this module start from. */
final class Given {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Given() {}

    static <P extends Record> ParamsType<P> params(Class<P> type) {
        try {
            return new JobTypes(type.getClassLoader()).params(type);
        } catch (SchemaException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode body(String json) {
        try {
            return JobInput.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableJsonException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode resource(String name) {
        try (InputStream in = Given.class.getResourceAsStream(name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <P extends Record> JsonNode completed(Class<P> type, String body) {
        try {
            return json(params(type).complete(body(body)));
        } catch (InvalidParamsException e) {
            throw new AssertionError(e);
        }
    }

    static <P extends Record> P bound(Class<P> type, String body) {
        try {
            ParamsType<P> params = params(type);
            return params.bind(params.complete(body(body)));
        } catch (InvalidParamsException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> faults(Class<? extends Record> type, String body) {
        try {
            String accepted = params(type).complete(body(body));
            throw new AssertionError("accepted as " + accepted);
        } catch (InvalidParamsException e) {
            return e.faults().stream()
                    .map(fault -> fault.pointer() + " " + fault.message())
                    .toList();
        }
    }
}
