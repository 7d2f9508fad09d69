package dev.gantry.engine.jobs;

import dev.gantry.job.RunStatus;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Sees runs come to their ends, those too that nobody has queued yet. Thread-safe. */
final class RunWatch implements AutoCloseable {

    private final Map<UUID, RunStatus> statuses = new HashMap<>();
    private final Set<UUID> unfinished;
    private final List<RunStore.Subscription> subscriptions = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    private RunWatch(Collection<UUID> runs) {
        this.unfinished = new HashSet<>(runs);
    }

    static RunWatch of(Collection<UUID> runs, RunChanges changes, RunStore store) {
        RunWatch watch = new RunWatch(runs);
        try {
            for (UUID run : Set.copyOf(runs)) {
                // First told, then asked: a change in between is seen twice rather than not at all.
                watch.subscriptions.add(changes.watch(run, watch::see));
                store.find(run).ifPresent(watch::see);
            }
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
        watch.completeIfFinished();
        return watch;
    }

    private void see(Run run) {
        RunStatus status = ProjectRuns.statusOf(run);
        boolean last;
        synchronized (this) {
            // What ended has ended for those who wait, though it may be queued again, or an older change be told later.
            if (!unfinished.contains(run.uuid())) {
                return;
            }
            statuses.put(run.uuid(), status);
            last = status.finished() && unfinished.remove(run.uuid()) && unfinished.isEmpty();
        }
        if (last) {
            finished.complete(null);
        }
    }

    private void completeIfFinished() {
        boolean done;
        synchronized (this) {
            done = unfinished.isEmpty();
        }
        if (done) {
            finished.complete(null);
        }
    }

    /** Completes once all are finished. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    /** The runs that are not finished. */
    synchronized Set<UUID> unfinished() {
        return Set.copyOf(unfinished);
    }

    /** The last status that was seen. */
    synchronized RunStatus status(UUID run) {
        return statuses.getOrDefault(run, RunStatus.UNKNOWN);
    }

    @Override
    public void close() {
        subscriptions.forEach(RunStore.Subscription::close);
    }
}
