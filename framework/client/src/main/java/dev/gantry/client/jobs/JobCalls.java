package dev.gantry.client.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gantry.client.link.Link;
import dev.gantry.client.wire.WireJson;
import dev.gantry.job.JobApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the calls of the Job API have in common: who calls, that they are repeated, and what becomes of a refusal. */
final class JobCalls {

    /** The code of a call that was given up because its thread was interrupted. */
    private static final int INTERRUPTED = 499;

    private final Link link;
    private final String caller;

    JobCalls(Link link, String caller) {
        this.link = link;
        this.caller = Caller.plain(caller);
    }

    Link link() {
        return link;
    }

    String caller() {
        return caller;
    }

    HttpRequest.Builder request(String path) {
        return link.request(path).header(Caller.HEADER, caller);
    }

    /** A request whose answer the server may delay for so long. */
    HttpRequest.Builder request(String path, Duration wait) {
        return link.request(path, wait).header(Caller.HEADER, caller);
    }

    HttpRequest.BodyPublisher json(Object wireRecord) {
        try {
            return BodyPublishers.ofByteArray(WireJson.mapper().writeValueAsBytes(wireRecord));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wire record cannot be written", e);
        }
    }

    <T> T read(HttpRequest.Builder request, Class<T> type) {
        return parsed(fine(request, BodyHandlers.ofString()).body(), type);
    }

    String text(HttpRequest.Builder request) {
        return fine(request, BodyHandlers.ofString()).body();
    }

    <T> T parsed(String body, Class<T> type) {
        JsonMapper mapper = WireJson.mapper();
        try {
            return mapper.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new JobApiException(502, "%s does not answer like a Gantry server".formatted(link.server()), e);
        }
    }

    /** The answer, if it is 2xx. */
    HttpResponse<String> fine(HttpRequest.Builder request, BodyHandler<String> body) {
        HttpResponse<String> answer = send(request.build(), body, () -> {});
        if (answer.statusCode() / 100 != 2) {
            throw refusal(answer.statusCode(), answer.body());
        }
        return answer;
    }

    /**
     * The answer, whatever it is, once there is one that is not about to pass.
     *
     * @param beforeRepeat called before each repetition
     */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Runnable beforeRepeat) {
        try {
            return link.sendPatiently(request, body, beforeRepeat);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The head of the answer that a GET would have. */
    HttpResponse<Void> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding(), () -> {});
    }

    /** The answer to one attempt, or how it failed. */
    <T> HttpResponse<T> sendOnce(HttpRequest request, BodyHandler<T> body) throws IOException {
        try {
            return link.send(request, body);
        } catch (InterruptedIOException e) {
            throw broken(e);
        }
    }

    void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobApiException(INTERRUPTED, "interrupted while waiting for " + link.server(), e);
        }
    }

    JobApiException broken(IOException e) {
        return e instanceof InterruptedIOException
                ? new JobApiException(INTERRUPTED, e.getMessage(), e)
                : new JobApiException(
                        503,
                        "%s cannot be reached: %s; is the server running, and is the address right?"
                                .formatted(link.server(), e),
                        e);
    }

    JobApiException refusal(int status, String body) {
        return Refusals.of(link.server(), status, body);
    }
}
