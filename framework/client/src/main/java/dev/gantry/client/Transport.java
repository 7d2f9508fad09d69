package dev.gantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to one server and reads what comes back. */
final class Transport {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI server;
    private final Optional<String> token;

    Transport(URI server, Optional<String> token) {
        String text = server.toString();
        this.server = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        this.token = token;
    }

    /** A request of a path: with a leading slash as the server names it, without one below the server's base path. */
    HttpRequest.Builder request(String path) {
        URI uri = path.startsWith("/") ? server.resolve(path) : URI.create(server + "/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    <T> T read(HttpRequest.Builder request, TypeReference<T> type) {
        String body = text(request);
        try {
            return WireJson.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("%s does not answer like a Gantry server".formatted(server), e);
        }
    }

    /** The body of an answer, whatever its status, if it is one of these or 2xx. */
    String text(HttpRequest.Builder request, int... alsoFine) {
        HttpResponse<String> answer = send(request.build());
        boolean fine = answer.statusCode() / 100 == 2;
        for (int status : alsoFine) {
            fine |= answer.statusCode() == status;
        }
        if (!fine) {
            throw refusal(answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while calling " + request.uri()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot call %s: %s; is the server running?".formatted(request.uri(), e), e);
        }
    }

    static GantryException refusal(int status, String body) {
        try {
            return new GantryException(WireJson.mapper().readValue(body, Problem.class));
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return new GantryException(Problem.of("unknown", "Unknown", status, "the server gave no reason"));
        }
    }

    HttpClient client() {
        return client;
    }
}
