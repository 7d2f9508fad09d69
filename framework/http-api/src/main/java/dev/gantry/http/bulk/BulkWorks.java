package dev.gantry.http.bulk;

import dev.gantry.client.wire.BulkState;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What is being done to many runs, and what was until a while ago. It ends with the server. Thread-safe. */
public final class BulkWorks implements AutoCloseable {

    /** How long it can be asked how something went. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final JobEngine engine;
    private final Timers timers;
    private final Map<UUID, BulkWork> works = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "gantry-bulk");
        thread.setDaemon(true);
        return thread;
    });

    /** Be ready to do something. */
    public BulkWorks(JobEngine engine, Timers timers) {
        this.engine = engine;
        this.timers = timers;
    }

    /**
     * Find runs and do something to them.
     *
     * @param find finds the runs, on a thread that may wait; what it throws becomes the answer
     * @return how it stands once it has begun
     */
    public CompletableFuture<BulkState> begin(BulkAction action, Supplier<List<UUID>> find) {
        return CompletableFuture.supplyAsync(
                () -> {
                    UUID id = UUID.randomUUID();
                    BulkWork work = new BulkWork(
                            id, action, find.get(), engine, () -> timers.after(REMEMBERED, () -> works.remove(id)));
                    works.put(id, work);
                    BulkState state = work.state();
                    thread.execute(work::begin);
                    return state;
                },
                thread);
    }

    /** How something stands; empty if it is not known, or not any more. */
    public Optional<BulkState> state(UUID id) {
        return Optional.ofNullable(works.get(id)).map(BulkWork::state);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
