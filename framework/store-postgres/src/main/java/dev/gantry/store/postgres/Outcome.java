package dev.gantry.store.postgres;

import java.util.concurrent.CompletableFuture;

/** What a caller waits for. It is decided within a transaction, perhaps more than once, and told when that is durable. */
final class Outcome<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();
    private T answer;
    private RuntimeException refusal;

    CompletableFuture<T> future() {
        return future;
    }

    void answer(T decided) {
        answer = decided;
        refusal = null;
    }

    /** Nothing is done, for a reason that is the caller's business. */
    void refuse(RuntimeException why) {
        refusal = why;
    }

    /** What was decided is durable. */
    void tell() {
        if (refusal == null) {
            future.complete(answer);
        } else {
            future.completeExceptionally(refusal);
        }
    }

    /** Nothing of it took effect, or ever will. */
    void fail(RuntimeException why) {
        future.completeExceptionally(why);
    }
}
