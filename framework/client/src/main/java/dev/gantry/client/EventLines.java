package dev.gantry.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Puts the lines of one connection together to server-sent events, and tells when it has gone silent. */
final class EventLines implements Flow.Subscriber<String> {

    /** Is given an event. */
    interface Sink {

        void accept(String name, String id, String data);
    }

    private final Sink sink;
    private final Duration longestSilence;
    private final Runnable onSilence;
    private final List<String> data = new ArrayList<>();
    private String name = "";
    private String id = "";

    private volatile long lastHeard = System.nanoTime();
    private volatile boolean over;

    EventLines(Sink sink, Duration longestSilence, Runnable onSilence) {
        this.sink = sink;
        this.longestSilence = longestSilence;
        this.onSilence = onSilence;
    }

    @Override
    public void onSubscribe(Flow.Subscription lines) {
        lines.request(Long.MAX_VALUE);
        listen(longestSilence.toNanos());
    }

    private void listen(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(() -> {
            long left = longestSilence.toNanos() - (System.nanoTime() - lastHeard);
            if (over) {
                return;
            }
            if (left > 0) {
                listen(left);
            } else {
                onSilence.run();
            }
        });
    }

    @Override
    public void onNext(String line) {
        lastHeard = System.nanoTime();
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        set(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void set(String field, String value) {
        switch (field) {
            case "event" -> name = value;
            case "id" -> id = value;
            case "data" -> data.add(value);
            default -> {
                // A comment, which has no name, or a field that is nothing to us.
            }
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            sink.accept(name, id, String.join("\n", data));
        }
        data.clear();
        name = "";
    }

    @Override
    public void onError(Throwable failure) {
        over = true;
    }

    @Override
    public void onComplete() {
        over = true;
    }
}
