package dev.gantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.gantry.client.link.Link;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends requests to one server, each once, and reads what comes back. */
final class Transport {

    private final Link link;

    Transport(Link link) {
        this.link = link;
    }

    HttpRequest.Builder request(String path) {
        return link.request(path);
    }

    /** A request whose answer the server may delay for so long. */
    HttpRequest.Builder request(String path, Duration wait) {
        return link.request(path, wait);
    }

    <T> T read(HttpRequest.Builder request, TypeReference<T> type) {
        String body = text(request);
        try {
            return WireJson.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("%s does not answer like a Gantry server".formatted(link.server()), e);
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
            return link.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot call %s: %s; is the server running?".formatted(request.uri(), e), e);
        }
    }

    static GantryException refusal(int status, String body) {
        Problem problem = Problem.read(status, body);
        return status == 403 ? new ForbiddenException(problem) : new GantryException(problem);
    }

    <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        return link.sendAsync(request, body);
    }
}
