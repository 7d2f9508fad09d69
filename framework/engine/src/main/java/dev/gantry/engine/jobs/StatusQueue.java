package dev.gantry.engine.jobs;

import dev.gantry.job.RunStatus;
import dev.gantry.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The statuses that a run goes through, until it is finished, for one who takes them at leisure. Thread-safe. */
final class StatusQueue implements AutoCloseable {

    private final List<RunStatus> untaken = new ArrayList<>();
    private final RunStore.Subscription subscription;
    private CompletableFuture<Void> more = new CompletableFuture<>();
    private RunStatus last = RunStatus.UNKNOWN;

    StatusQueue(UUID run, RunChanges changes, RunStore store) {
        this.subscription = StatusChanges.tell(run, changes, store, this::add);
    }

    private void add(RunStatus status) {
        CompletableFuture<Void> awaited;
        synchronized (this) {
            last = status;
            untaken.add(status);
            awaited = more;
        }
        awaited.complete(null);
    }

    /** Completes once there is something to take. */
    synchronized CompletableFuture<Void> more() {
        return more;
    }

    /** Take what has come, in order. */
    synchronized List<RunStatus> take() {
        List<RunStatus> taken = List.copyOf(untaken);
        untaken.clear();
        more = new CompletableFuture<>();
        return taken;
    }

    /** The last one seen. */
    synchronized RunStatus last() {
        return last;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
