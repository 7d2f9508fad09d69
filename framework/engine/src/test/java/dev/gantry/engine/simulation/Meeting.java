package dev.gantry.engine.simulation;

import java.util.concurrent.CompletableFuture;

/** Where runs wait for each other, so that they are executed at the same time or never end. */
final class Meeting {

    private final int expected;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private int arrived;

    Meeting(int expected) {
        this.expected = expected;
    }

    CompletableFuture<Void> arrive() {
        if (++arrived == expected) {
            complete.complete(null);
        }
        return complete;
    }

    boolean isComplete() {
        return complete.isDone();
    }

    @Override
    public String toString() {
        return "of " + expected;
    }
}
