package dev.gantry.verify.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.StreamSupport.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryException;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import dev.gantry.verify.history.FileContent;
import dev.gantry.verify.history.FilePart;
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
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of the Job API, one by one. The client's own would be repeated until they get an answer, and nobody could say then
 * which of them did what.
 */
final class JobApiCalls {

    private static final int LONG = 1 << 16;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

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

    /** Write a file over whatever has the name: a long one in two parts. */
    void putFile(Order order, String name, FileContent content) {
        byte[] bytes = content.bytes();
        String path = path(order) + "/files/" + name;
        if (bytes.length < LONG) {
            send(bytes(path, bytes, 0, bytes.length).build());
            return;
        }
        int half = bytes.length / 2;
        String part = path + "?upload=u" + content.seed();
        send(bytes(part, bytes, 0, half)
                .header("Content-Range", "bytes 0-%d/*".formatted(half - 1))
                .build());
        send(bytes(part, bytes, half, bytes.length - half)
                .header("Content-Range", "bytes %d-%d/%d".formatted(half, bytes.length - 1, bytes.length))
                .build());
    }

    private HttpRequest.Builder bytes(String path, byte[] bytes, int from, int length) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(bytes, from, length));
    }

    /** Read a file: all of it, or some of its bytes. */
    FilePart file(Order order, String name, Optional<ByteSpan> span) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path(order) + "/files/" + name));
        span.ifPresent(asked -> request.header("Range", "bytes=%d-%d".formatted(asked.first(), asked.last())));
        HttpResponse<byte[]> answer = send(request.build(), BodyHandlers.ofByteArray());
        byte[] read = answer.body();
        String digest = FileContent.sha256(read, 0, read.length);
        Optional<String> range = answer.headers().firstValue("Content-Range");
        if (range.isEmpty()) {
            return new FilePart(0, read.length, read.length, digest);
        }
        Matcher parts = RANGE.matcher(range.get());
        if (!parts.matches()) {
            throw new IllegalStateException("the server answered with the range " + range.get());
        }
        return new FilePart(Long.parseLong(parts.group(1)), read.length, Long.parseLong(parts.group(2)), digest);
    }

    /** The names of the files of a run. */
    List<String> files(Order order) {
        JsonNode list =
                read(send(HttpRequest.newBuilder(uri(path(order) + "/files")).build())
                        .body());
        return stream(list.spliterator(), false)
                .map(file -> file.path("name").asText())
                .toList();
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

    private static HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        try {
            HttpResponse<T> answer = CLIENT.send(request, body);
            if (answer.statusCode() / 100 != 2) {
                String why = answer.body() instanceof byte[] bytes
                        ? new String(bytes, UTF_8)
                        : answer.body().toString();
                throw new GantryException(Problem.of("refused", "Refused", answer.statusCode(), why));
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
