package dev.gantry.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The Job API: runs that queue, await and feed other runs, on this server and on others.
 *
 * <p>A run is addressed by its <em>project</em> and its <em>job id</em>, which is unique within the project. A project
 * executes its runs one at a time, oldest first, unless it was given a concurrency; so parallelism comes from more
 * projects. Nothing has to exist before it is named: a handle of a run that nobody has queued yet can be fed and waited
 * for.
 *
 * <p>In a job it is {@link RunContext#jobs()}; outside of jobs it is {@code GantryClient.jobs()}. Inside a job, a wait
 * gives the slot of the run back and takes one again before it goes on, so that any depth of recursion and any number of
 * children complete on one slot. All methods are thread-safe; job ids that are made up are handed out in the order of the
 * calls, so a job that wants them to be the same in each attempt makes its calls in the same order.
 */
public interface Jobs {

    /** How long a wait takes at most if it does not say otherwise. */
    Duration DEFAULT_WAIT = Duration.ofMinutes(10);

    /**
     * Make a handle for a new run in a project {@code {this project}.spawned_NN}, NN from 01 to 04, with a made-up job
     * id. Nothing is queued until {@link RunHandle#queue}.
     *
     * <p>In a job, project and job id follow from the uuid of the run and how many handles it made before: a later attempt
     * gets the same ones, and so finds the runs again that an earlier attempt queued.
     */
    default RunHandle newRun() {
        return newRun(to -> to);
    }

    /**
     * Make a handle for a new run: {@code newRun(to -> to.project("nightly").jobId("load_1"))}.
     *
     * @throws JobApiException with code 422 if a name cannot be one
     */
    RunHandle newRun(UnaryOperator<Destination> to);

    /** The run of this server with a project and job id, whether or not somebody has queued it yet. */
    default RunHandle run(String project, String jobId) {
        return newRun(to -> to.project(project).jobId(jobId));
    }

    /**
     * The run that this job is executed for. It can be read and written like any other, but neither queued nor waited for.
     *
     * @throws IllegalStateException outside of a job
     */
    RunHandle mine();

    /**
     * Let so many runs of a project be executed at once on this server; 1 is what a project begins with. Durable; holds for
     * the runs that are queued already, and never stops one that is being executed.
     *
     * @param concurrency at least 1
     */
    void concurrency(String project, int concurrency);

    /** Wait for one run, for ten minutes at most. */
    default WaitResult waitJob(RunHandle run) {
        return waitJobs(List.of(run));
    }

    /** Wait for one run. */
    default WaitResult waitJob(RunHandle run, Duration timeout) {
        return waitJobs(List.of(run), timeout);
    }

    /** Wait for all of these runs, for ten minutes at most. */
    default WaitResult waitJobs(Collection<RunHandle> runs) {
        return waitJobs(runs, DEFAULT_WAIT);
    }

    /**
     * Wait until all of these runs are finished or the time is up, whichever comes first. Runs may be on different servers,
     * and need not be queued yet. A server that cannot be reached is waited for too.
     *
     * @throws WaitCycleException at once, if the wait could never end: for itself, for a run in a project that waits for
     *     this one to finish, or through others that wait for this one
     * @throws RunCancelledException if this run has to stop
     */
    WaitResult waitJobs(Collection<RunHandle> runs, Duration timeout);
}
