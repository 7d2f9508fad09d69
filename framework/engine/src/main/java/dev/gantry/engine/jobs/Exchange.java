package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.time.Machine;
import dev.gantry.store.RunStore;

/**
 * What the Job APIs of all attempts of a worker share.
 *
 * @param store where the runs are
 * @param runs the runs by their addresses
 * @param catalog the jobs there are
 * @param changes tells of the changes of runs
 * @param waits who waits for whom
 * @param elsewhere the other servers
 * @param machine what the worker works on
 */
public record Exchange(
        RunStore store,
        ProjectRuns runs,
        JobCatalog catalog,
        RunChanges changes,
        WaitGraph waits,
        Elsewhere elsewhere,
        Machine machine) {

    /**
     * The other servers.
     *
     * @param peers how they are reached
     * @param cancels tells them what is cancelled
     */
    public record Elsewhere(Peers peers, RemoteCancels cancels) {}

    /** The Job API of an attempt, to be closed when it ends. */
    public LiveJobs jobsOf(Caller caller) {
        return new LiveJobs(this, caller);
    }
}
