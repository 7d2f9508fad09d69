package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.job.RunCancelledException;
import dev.gantry.store.Claim;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Run;
import java.util.concurrent.CompletableFuture;

/** An attempt, as the Job API that it was given sees it. Thread-safe. */
public interface Caller {

    /** The run as it was when the attempt began. */
    Claim claim();

    /** The job that is executed. */
    JobDefinition job();

    /** Record a warning in the log of the run. */
    void warning(String message);

    /** Whether the run was taken from this worker. */
    boolean lost();

    /**
     * Stop here if the attempt has to stop.
     *
     * @throws RunCancelledException if so
     */
    void checkStopped();

    /** Completes as soon as the attempt has to stop. */
    CompletableFuture<Void> stopped();

    /**
     * Give the slot to others. Every call is followed by one of {@link #takeSlotAgain()}, unless it fails.
     *
     * @throws RunCancelledException if the attempt has to stop
     */
    void giveSlotBack();

    /**
     * Wait until the attempt may go on. An attempt of which another thread still waits goes on at once: it keeps its slot
     * free for what that one waits for.
     *
     * @throws RunCancelledException if it has to stop instead
     */
    void takeSlotAgain();

    /** The run as it was when the attempt began. */
    default Run run() {
        return claim().run();
    }

    /** What its writes carry. */
    default LeaseRef lease() {
        return new LeaseRef(run().uuid(), claim().fence());
    }
}
