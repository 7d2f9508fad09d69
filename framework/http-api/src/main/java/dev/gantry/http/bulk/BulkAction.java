package dev.gantry.http.bulk;

import dev.gantry.engine.JobEngine;
import dev.gantry.store.RunState;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What can be done to many runs at once. */
public enum BulkAction {
    /** Cancel those that are not over. */
    CANCEL {
        @Override
        CompletableFuture<Boolean> apply(JobEngine engine, UUID run) {
            return engine.cancel(run)
                    .thenApply(after -> after.filter(found -> found.state() == RunState.CANCELLED
                                    || found.standing().cancelRequested())
                            .isPresent());
        }
    },
    /** Queue those again that are over. */
    RETRY {
        @Override
        CompletableFuture<Boolean> apply(JobEngine engine, UUID run) {
            return engine.retry(run)
                    .thenApply(after -> after.filter(found -> found.created()).isPresent());
        }
    };

    /** Do it to a run; whether there was something to do. */
    abstract CompletableFuture<Boolean> apply(JobEngine engine, UUID run);

    /**
     * The action of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static BulkAction named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Its name as callers know it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
