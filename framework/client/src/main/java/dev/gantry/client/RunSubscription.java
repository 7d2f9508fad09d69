package dev.gantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.wire.StreamedLine;
import dev.gantry.client.wire.StreamedProgress;
import dev.gantry.client.wire.WireJson;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A standing wish to be told of a run. It outlives its connection: when that breaks, or says nothing for longer than a server
 * ever does, the next one goes on behind the last event that was heard. Thread-safe.
 */
public final class RunSubscription implements AutoCloseable {

    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** A server shows every 15 s that it lives. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final Transport transport;
    private final String path;
    private final RunListener listener;
    private final CompletableFuture<StreamedProgress> done = new CompletableFuture<>();

    private volatile String lastEventId = "";
    private volatile Duration delay = FIRST_DELAY;
    private volatile CompletableFuture<HttpResponse<String>> connection = new CompletableFuture<>();

    private RunSubscription(Transport transport, String path, RunListener listener) {
        this.transport = transport;
        this.path = path;
        this.listener = listener;
    }

    static RunSubscription open(Transport transport, String path, RunListener listener) {
        RunSubscription subscription = new RunSubscription(transport, path, listener);
        subscription.connect();
        return subscription;
    }

    /**
     * Completes once the end of the run was heard; exceptionally with a {@link GantryException} if the server refuses, and
     * is cancelled when the subscription is closed before.
     */
    public CompletableFuture<StreamedProgress> done() {
        return done.copy();
    }

    private void connect() {
        if (done.isDone()) {
            return;
        }
        HttpRequest.Builder request = transport.request(path).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        EventLines lines = new EventLines(this::heard, LONGEST_SILENCE, () -> connection.cancel(true));
        connection = transport.sendAsync(request.build(), answer -> reader(answer, lines));
        var unused = connection.whenComplete((answer, failure) -> ended(answer));
    }

    private static BodySubscriber<String> reader(HttpResponse.ResponseInfo answer, EventLines lines) {
        return answer.statusCode() == 200
                ? BodySubscribers.fromLineSubscriber(lines, read -> "", StandardCharsets.UTF_8, null)
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    private void heard(String name, String id, String data) {
        delay = FIRST_DELAY;
        try {
            switch (name) {
                case "log" -> listener.onLog(WireJson.mapper().readValue(data, StreamedLine.class));
                case "data" -> listener.onData(WireJson.mapper().readValue(data, JsonNode.class));
                case "progress" -> listener.onProgress(WireJson.mapper().readValue(data, StreamedProgress.class));
                case "done" -> {
                    StreamedProgress end = WireJson.mapper().readValue(data, StreamedProgress.class);
                    listener.onDone(end);
                    done.complete(end);
                }
                default -> {
                    // An event of a newer server; nothing that was promised to the listener.
                }
            }
            lastEventId = id;
        } catch (JsonProcessingException e) {
            done.completeExceptionally(e);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    /** The connection has ended, which need not be the end of the run. */
    private void ended(HttpResponse<String> answer) {
        if (answer != null && answer.statusCode() / 100 == 4) {
            done.completeExceptionally(Transport.refusal(answer.statusCode(), answer.body()));
        }
        if (!done.isDone()) {
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::connect);
            Duration longer = delay.multipliedBy(2);
            delay = longer.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : longer;
        }
    }

    /** Listen no more. A second close does nothing. */
    @Override
    public void close() {
        done.cancel(false);
        connection.cancel(true);
    }
}
