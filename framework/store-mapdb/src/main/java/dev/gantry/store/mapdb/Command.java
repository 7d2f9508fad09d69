package dev.gantry.store.mapdb;

import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A transition on its way to the committer, and the answer on its way back. */
class Command<T> {

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
    final boolean isPatient() {
        return patient;
    }

    final CompletableFuture<T> answer() {
        return answer;
    }

    final void apply(Ledger ledger, Instant now, Consumer<Change> changes) {
        result = transition.apply(ledger, now, changes);
    }

    final T result() {
        return result;
    }

    final void succeed() {
        answer.complete(result);
    }

    final void fail(RuntimeException cause) {
        answer.completeExceptionally(cause);
    }
}
