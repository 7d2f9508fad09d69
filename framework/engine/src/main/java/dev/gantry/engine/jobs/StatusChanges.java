package dev.gantry.engine.jobs;

import dev.gantry.job.RunStatus;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes of the changes of a run those of its status, in order, up to its end. Thread-safe. */
final class StatusChanges {

    private final Consumer<RunStatus> each;
    private RunStatus last = RunStatus.UNKNOWN;
    private long revision;

    private StatusChanges(Consumer<RunStatus> each) {
        this.each = each;
    }

    /**
     * Tell of the status now, UNKNOWN if nobody has queued the run, and of each change.
     *
     * @param each called one at a time, on any thread; must not block nor throw
     */
    static RunStore.Subscription tell(UUID run, RunChanges changes, RunStore store, Consumer<RunStatus> each) {
        StatusChanges status = new StatusChanges(each);
        // First told, then asked: a change in between is seen twice rather than not at all.
        RunStore.Subscription subscription = changes.watch(run, status::see);
        try {
            store.find(run).ifPresentOrElse(status::see, status::seeNothing);
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        return subscription;
    }

    private synchronized void seeNothing() {
        if (revision == 0) {
            each.accept(RunStatus.UNKNOWN);
        }
    }

    private synchronized void see(Run run) {
        RunStatus status = ProjectRuns.statusOf(run);
        boolean older = run.stamp().revision() <= revision;
        if (older || last.finished()) {
            return;
        }
        revision = run.stamp().revision();
        if (status != last) {
            last = status;
            each.accept(status);
        }
    }
}
