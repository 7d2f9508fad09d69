package dev.gantry.verify.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryException;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Sighting;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls of the Job API, one by one. The client's own would be repeated until they get an answer, and nobody could say then
 * which of them did what.
 */
final class JobApiCalls {

    /** One for all: each has threads of its own. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI server;

    JobApiCalls(URI server) {
        this.server = server;
    }

    /** Queue a run at its address. */
    UUID queue(Order order, Map<String, Object> params) {
        JsonNode body =
                WireJson.mapper().valueToTree(Map.of("job", order.leaf(), "params", params, "tags", order.tags()));
        HttpResponse<String> answer = send(put(path(order), body.toString()));
        return UUID.fromString(read(answer.body()).path("run").path("uuid").asText());
    }

    /** Write a stash over whatever is there; what is there then. */
    Sighting putStash(Order order, int content) {
        HttpResponse<String> answer = send(put(path(order) + "/stash", "{\"content\":%d}".formatted(content)));
        return stash(answer, content);
    }

    /** Read a stash; empty if nobody wrote one. */
    Optional<Sighting> stash(Order order) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri(path(order) + "/stash")).build());
        return answer.headers().firstValue("ETag").isEmpty()
                ? Optional.empty()
                : Optional.of(stash(answer, read(answer.body()).path("content").asInt()));
    }

    private static Sighting stash(HttpResponse<String> answer, int content) {
        String version = answer.headers().firstValue("ETag").orElse("\"0\"").replace("\"", "");
        return new Sighting(Long.parseLong(version), "STASH", 0, content);
    }

    private static String path(Order order) {
        return "projects/%s/jobs/%s".formatted(order.project().orElseThrow(), order.mark());
    }

    private URI uri(String path) {
        String base = server.toString();
        return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
    }

    private HttpRequest put(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body, UTF_8))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new GantryException(Problem.of("refused", "Refused", answer.statusCode(), answer.body()));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while calling " + request.uri()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return WireJson.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the server does not answer like a Gantry server: " + body, e);
        }
    }
}
