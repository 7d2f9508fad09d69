package dev.gantry.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One run, addressed by project and job id, on this server or on another.
 *
 * <p>Every call is durable when it returns, and waits for that. A call to another server is repeated with growing pauses
 * while the server cannot be reached or answers 502, 503 or 504, for a minute at most; repeating never doubles anything.
 * What is refused is a {@link JobApiException} with a code as in HTTP. Once the attempt that made a handle has ended, or its
 * run was taken from this worker, its calls fail with code 410 and change nothing. Thread-safe.
 */
public interface RunHandle {

    /** The project. */
    String project();

    /** The job id, unique within the project. */
    String jobId();

    /** The server that the run is on; empty: this one. */
    Optional<URI> api();

    /** Queue the run as the parent is: same job, params, tags, config and target. */
    default RunHandle queue() {
        return queue(what -> what);
    }

    /**
     * Queue the run: {@code queue(what -> what.description("load").tag("stage", "child"))}. If it is queued already, with
     * the same job and params, nothing happens. If an earlier attempt of this job queued it and it failed or was cancelled
     * since, it is queued again; one that succeeded is never run again.
     *
     * @return this
     * @throws JobApiException 409 as a {@link ClashException} if there is a run with this job id and another job or other
     *     params; 404 if there is no such job; 422 if the params break its schema; 503 if too many runs are queued; 409 if
     *     it is one's own run; 410 if this run was cancelled
     */
    RunHandle queue(UnaryOperator<RunSpec> what);

    /**
     * Queue the run again if it failed or was cancelled, with the job and params that it has; one that succeeded or is not
     * finished stays as it is.
     *
     * @throws JobApiException 404 if nobody has queued it
     */
    RunHandle retry();

    /** What is known of the run. */
    RunInfo info();

    /** Its status. */
    default RunStatus status() {
        return info().status();
    }

    /**
     * Its status now, UNKNOWN if nobody has queued it, and each time it changes; complete once it is finished. Changes in
     * quick succession may be shown as one. Holds no thread and no slot.
     */
    Flow.Publisher<RunStatus> updates();

    /**
     * Wait until the run is finished, and be told its status now and each time it changes. Inside a job the slot is given
     * back meanwhile.
     *
     * @return the last status
     * @throws WaitCycleException as {@link Jobs#waitJobs}
     */
    RunStatus follow(Consumer<RunStatus> each);

    /**
     * Write the stash: any value that Jackson writes as JSON, in place of what was there. May come before the run is
     * queued, and long after it is finished.
     *
     * @throws ClashException if somebody else wrote it since this handle read or wrote it last, or during this call; then
     *     nothing is written, and {@link #getStash()} shows theirs
     * @throws JobApiException 413 if it is over the server's limit (8 MiB by default)
     */
    void putStash(Object value);

    /**
     * Read the stash as a type; {@code {}} if nobody wrote one.
     *
     * @throws JobApiException 422 if it does not fit
     */
    <T> T getStash(Class<T> type);

    /** Read the stash: a map, a list, a string, a number, a boolean or null, as its JSON is. */
    default Object getStash() {
        return getStash(Object.class);
    }

    /**
     * What the run said by {@link RunContext#meta} or printed as {@code meta: name=alexey age=48}: one map for each pair.
     * {@code key} is true, {@code !key} is false.
     */
    List<Map<String, Object>> meta();

    /** What the run printed, a line each; of more than 10,000 lines the last. */
    String report();

    /**
     * Copy a file to the run under a name, in place of the one that had it. Bounded in memory; visible all at once, when
     * the call returns. A copy to another server goes on where it broke off.
     *
     * @throws JobApiException 422 if the name cannot be one: a slash, a control character, over 255 bytes, a reserved
     *     device name, …; 413 if the file is over the server's limit (4 GiB by default); 507 if its disk is full
     */
    default void putFile(Path file, String name) {
        try (InputStream content = Files.newInputStream(file)) {
            putFile(content, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s".formatted(file), e);
        }
    }

    /** As {@link #putFile(Path, String)}, from a stream, which is read to its end and left open. */
    void putFile(InputStream content, String name);

    /**
     * A file of the run.
     *
     * @throws JobApiException 404 if it has none of that name, with the names it has
     */
    RunFile getFile(String name);

    /** The names of the run's files, in alphabetical order. */
    List<String> files();

    /** Cancel the run and all that it queued; one that is finished stays as it is. */
    void cancel();
}
