package dev.gantry.store.postgres;

import dev.gantry.store.StoreUnavailableException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Does on a thread of its own what takes long and nobody waits for. */
final class Housekeeper implements AutoCloseable {

    private final Retention retention;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "gantry-store-housekeeper");
        made.setDaemon(true);
        return made;
    });

    Housekeeper(Retention retention) {
        this.retention = retention;
    }

    /** See {@link dev.gantry.store.RunStore#dropFinishedBefore}. */
    CompletableFuture<Long> dropFinishedBefore(Instant moment) {
        CompletableFuture<Long> dropped = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    dropped.complete(retention.dropFinishedBefore(moment));
                } catch (StoreUnavailableException e) {
                    dropped.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            dropped.completeExceptionally(Database.isClosed());
        }
        return dropped;
    }

    /** Take nothing more; what goes on ends with the next thing that it asks of a store that is closed. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
