package dev.gantry.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What can be asked of a store.
 *
 * <p>An answer shows only what is durable. It may come from a disk, and fails with a {@link StoreUnavailableException} if
 * that cannot be read. All methods may be called from any thread; none reacts to interrupts.
 */
public interface RunReader {

    /** Find a run. */
    Optional<Run> find(UUID uuid);

    /** Find the run that was submitted to a path with an idempotency key. */
    Optional<Run> find(String path, String idempotencyKey);

    /** Find the params and data of a run. */
    Optional<RunBody> body(UUID uuid);

    /** Find the log of a run, without the entries up to {@code afterSeq} (0: all of it). */
    Optional<RunLog> log(UUID uuid, long afterSeq);

    /** List runs, newest first. */
    List<Run> list(RunQuery query);

    /**
     * Count runs by their states, and the finished ones by when they finished. It costs next to nothing for each run that is
     * finished, but a store may stop at a bound, and says so.
     *
     * @param scale into which stretches of time the ends are sorted; {@link TimeScale#NONE} if that is not asked for
     */
    RunTally tally(RunFilter filter, TimeScale scale);

    /** What a list shows of runs besides the runs themselves; those that are not there are absent. */
    Map<UUID, RunDigest> digests(Collection<UUID> runs);

    /** Find the stash of a run, whether or not somebody has submitted it. */
    Optional<Stash> stash(UUID run);

    /** List the files of a run, whether or not somebody has submitted it, in the order of their names. */
    List<StoredFile> files(UUID run);

    /** What a project is doing; one that nobody has heard of has concurrency 1 and no runs. */
    ProjectState project(String project);

    /** The runs on other servers whose parents were cancelled, and of which nobody has confirmed yet that they are too. */
    List<RemoteRun> remoteCancels();

    /** Count the QUEUED runs of each job type; types without any are absent. */
    Map<String, Long> queued();

    /**
     * Count the QUEUED runs of all job types. A store that many processes share may tell what it counted a moment ago, with
     * what this process has submitted since: about a second if counting is quick, longer if the queue is long.
     */
    default long queuedInAll() {
        return queued().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Why the store cannot take anything at the moment; empty if it can. */
    Optional<String> trouble();
}
