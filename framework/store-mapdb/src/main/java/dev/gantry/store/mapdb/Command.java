package dev.gantry.store.mapdb;

import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A transition on its way to the committer, and the answer on its way back. */
final class Command<T> {

    /** What is done to the ledger. */
    @FunctionalInterface
    interface Transition<T> {
        T apply(Ledger ledger, Instant now, Consumer<Change> changes);
    }

    private final Transition<T> transition;
    private final boolean patient;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T result;

    Command(Transition<T> transition, boolean patient) {
        this.transition = transition;
        this.patient = patient;
    }

    /** Whether it may wait for others to share a write with. */
    boolean isPatient() {
        return patient;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    void apply(Ledger ledger, Instant now, Consumer<Change> changes) {
        result = transition.apply(ledger, now, changes);
    }

    void succeed() {
        answer.complete(result);
    }

    void fail(RuntimeException cause) {
        answer.completeExceptionally(cause);
    }
}
