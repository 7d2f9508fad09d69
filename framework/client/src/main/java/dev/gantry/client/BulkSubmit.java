package dev.gantry.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Submits many runs of one job, in as few calls as the server takes them. */
final class BulkSubmit {

    private static final int ITEMS_PER_CALL = 5_000;
    private static final int BYTES_PER_CALL = 4 * 1024 * 1024;
    private static final int LINE_FEED = '\n';

    private final Transport transport;
    private final String leaf;
    private final List<ItemResult> results = new ArrayList<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int waiting;

    BulkSubmit(Transport transport, String leaf) {
        this.transport = transport;
        this.leaf = leaf;
    }

    List<ItemResult> submit(Iterable<RunItem> items) {
        for (RunItem item : items) {
            byte[] line = line(item);
            if (waiting == ITEMS_PER_CALL || lines.size() + line.length > BYTES_PER_CALL) {
                send();
            }
            lines.writeBytes(line);
            lines.write(LINE_FEED);
            waiting++;
        }
        send();
        return List.copyOf(results);
    }

    private static byte[] line(RunItem item) {
        SubmitOptions options = item.options();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = WireJson.mapper().createGenerator(line)) {
            out.writeStartObject();
            out.writePOJOField("params", item.params());
            if (!options.description().isEmpty()) {
                out.writeStringField("description", options.description());
            }
            if (!options.tags().isEmpty()) {
                out.writePOJOField("tags", options.tags());
            }
            if (options.priority().isPresent()) {
                out.writeNumberField("priority", options.priority().get());
            }
            if (options.runAt().isPresent()) {
                out.writeStringField("runAt", options.runAt().get().toString());
            }
            if (options.idempotencyKey().isPresent()) {
                out.writeStringField("idempotencyKey", options.idempotencyKey().get());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "params are a %s, which cannot be written as JSON"
                            .formatted(item.params().getClass().getName()),
                    e);
        }
        return line.toByteArray();
    }

    private void send() {
        if (waiting > 0) {
            List<JsonNode> answers = transport.read(
                    transport
                            .request(leaf + "/jobs")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(lines.toByteArray())),
                    new TypeReference<>() {});
            answers.forEach(answer -> results.add(result(answer)));
            lines.reset();
            waiting = 0;
        }
    }

    private static ItemResult result(JsonNode answer) {
        return answer.has("type")
                ? new ItemResult(
                        Optional.empty(),
                        Optional.of(Problem.read(answer.path("status").asInt(), answer.toString())))
                : new ItemResult(Optional.of(UUID.fromString(answer.path("uuid").asText())), Optional.empty());
    }
}
