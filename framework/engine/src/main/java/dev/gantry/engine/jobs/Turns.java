package dev.gantry.engine.jobs;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Lets whoever looks at a run and then changes it do so one after the other. Thread-safe. */
final class Turns {

    private final Executor threads;
    private final Map<UUID, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /** Make one whose work is done by these threads. */
    Turns(Executor threads) {
        this.threads = threads;
    }

    /** Do something with a run once all that was asked for before is done; never on the caller's thread. */
    <T> CompletableFuture<T> take(UUID run, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> turn = new CompletableFuture<>();
        CompletableFuture<?> before = last.put(run, turn);
        CompletableFuture<?> begin = before == null ? CompletableFuture.completedFuture(null) : before;
        var unused = begin.handle((done, failure) -> null)
                .thenComposeAsync(done -> work.get(), threads)
                .whenComplete((answer, failure) -> {
                    last.remove(run, turn);
                    if (failure == null) {
                        turn.complete(answer);
                    } else {
                        turn.completeExceptionally(failure);
                    }
                });
        return turn;
    }
}
