package dev.gantry.job;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a job sees of its run, and how it reports.
 *
 * <p>Every method may be called from any thread of the job, until {@link BaseJob#run} returns. Log, progress and data
 * never make the caller wait for the disk: they are gathered and written together, within about 100 ms and at the latest
 * with the end of the attempt. Once the attempt has ended or its run was taken from this worker they have no effect.
 *
 * @param <D> the data of the job
 */
public interface RunContext<D> {

    /** The identity of the run. */
    UUID uuid();

    /** The job's type, such as {@code examples_fizz_buzz}. */
    String jobType();

    /** {@code {jobType}_{uuid}}: the name that log lines of this run carry. */
    default String logId() {
        return jobType() + "_" + uuid();
    }

    /**
     * The project that the run is in. A run that was submitted without one is alone in a project of its own, named by its
     * job type, which does not limit it.
     */
    String project();

    /** The run's job id, unique within its project; its uuid if nobody chose one. */
    String jobId();

    /** Which attempt of the run this is, from 1. */
    int attempt();

    /** The tags that the run was submitted with. */
    Map<String, String> tags();

    /** What the one who submitted the run wrote about it; may be empty. */
    String description();

    /** The free settings of the run, a JSON object; empty if it was given none. */
    Map<String, Object> config();

    /** Where the job is to do its work; {@link Target#LOCALHOST} if nobody said so. */
    Target target();

    /** How many errors of this run count: one for each attempt that broke, not for {@link #error} calls. */
    int errorCount();

    /** How many counted errors the job's {@link RunPolicy} tolerates. */
    int maxErrors();

    /** Record an event. Text over 8,192 characters is cut; past 1,000 events the oldest are dropped and counted. */
    void info(String message);

    /** Record a warning; bounded as {@link #info}. */
    void warning(String message);

    /** Record an error with a code, without ending the attempt; bounded as {@link #info}. */
    void error(int code, String message);

    /** How much of the work is done, from 0 to 1; what an earlier attempt left, until this one says otherwise. */
    double completeness();

    /** Say how much of the work is done. A value outside 0 to 1 is clamped and recorded as a warning. */
    void completeness(double value);

    /** Add to the completeness, together with the ticks not yet added. */
    void addToCompleteness(double delta);

    /** Set how much one {@link #tick()} adds to the completeness; 0.001 until set. */
    void tickValue(double value);

    /** Count one tick. Ticks are gathered until they are worth 0.01, then added to the completeness. */
    void tick();

    /**
     * Iterate over a collection and tick for each element, so that the completeness is 1 when all of it was visited.
     *
     * <p>Sets {@link #tickValue} to what is left to 1, divided by the size of the collection. Can be iterated once.
     */
    <T> Iterable<T> track(Collection<T> items);

    /**
     * Publish what the run produced so far, in place of what was published before. It is shown at {@code /data} and is
     * what a later attempt finds in {@link #data()}. The value is written as JSON at once; later changes to it have no
     * effect.
     *
     * @throws RunEnding with code 413 if its JSON is over the server's limit (8 MiB by default)
     * @throws IllegalArgumentException if it cannot be written as JSON
     */
    void data(D data);

    /** What this or an earlier attempt published last. */
    Optional<D> data();

    /** Make an ending that records an error and finishes the run with its code: {@code throw run.fail(…)}. */
    default RunEnding fail(int code, String message) {
        return new RunEnding(RunEnding.Kind.FAIL, code, message);
    }

    /** Make an ending that records and counts an error and asks {@link BaseJob#afterBreak} whether to go on. */
    default RunEnding retry(int code, String message) {
        return new RunEnding(RunEnding.Kind.RETRY, code, message);
    }

    /** Make an ending that records a warning and finishes the run with the code. */
    default RunEnding warnAndFinish(int code, String message) {
        return new RunEnding(RunEnding.Kind.WARN_AND_FINISH, code, message);
    }

    /** Make an ending that records a warning and asks {@link BaseJob#afterBreak} whether to go on. */
    default RunEnding warnAndRetry(int code, String message) {
        return new RunEnding(RunEnding.Kind.WARN_AND_RETRY, code, message);
    }

    /**
     * Say something of the run, for whoever queued it: {@link RunHandle#meta()}. The same as to print
     * {@code meta: name=value}, for values with spaces too; a value of true is {@code name}, of false {@code !name}. Of more than 1,000
     * the last are kept.
     */
    void meta(String name, Object value);

    /** The Job API: queue, await and feed other runs, here and on other servers. */
    Jobs jobs();

    /** Whether the attempt has to stop: its run was cancelled or taken from this worker, it timed out, or the server stops. */
    boolean cancelled();

    /**
     * Stop here if the attempt has to stop.
     *
     * @throws RunCancelledException if {@link #cancelled()}
     */
    void checkCancelled();

    /** Start the attempt's {@link RunPolicy#timeout()} anew. The lease of the run needs no such help. */
    void keepAlive();

    /**
     * A folder of the run's own, made when first asked for. It is kept between attempts on one machine and deleted when
     * the run is finished.
     */
    Path workDir();
}
