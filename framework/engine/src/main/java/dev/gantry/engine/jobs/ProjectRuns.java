package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.time.Machine;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunStatus;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunStore;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoredFile;
import dev.gantry.store.Submission;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The runs of this server by their addresses: what the Job API does here, whoever asks for it.
 *
 * <p>A run that was submitted without an address is found too: its project is its job type and its job id is its uuid.
 * Futures complete once what they report is durable, on a thread of the store, so what depends on them must not block.
 * What is no future may read from a disk. Refusals are {@link JobApiException}s, thrown or as the failure of a future.
 * Thread-safe.
 */
public final class ProjectRuns {

    /**
     * How large things may be.
     *
     * @param stash in bytes of UTF-8
     * @param file in bytes
     */
    public record Limits(long stash, long file) {}

    private final RunStore store;
    private final InstantSource clock;
    private final Limits limits;
    private final Runnable onRoom;
    private final ProjectQueue queue;

    /**
     * Make the one of an engine.
     *
     * @param onRoom told whenever a project may have room for more runs
     */
    public ProjectRuns(
            RunStore store, JobCatalog catalog, Machine machine, Intake intake, Limits limits, Runnable onRoom) {
        this.store = store;
        this.clock = machine.timers();
        this.limits = limits;
        this.onRoom = onRoom;
        this.queue = new ProjectQueue(store, catalog, machine, intake);
    }

    /**
     * Queue a run. If there is one at the address, with the same job and params, that one is reported and nothing changes.
     *
     * @return fails with a {@link ClashException} if there is one with another job or other params, with a
     *     {@link JobApiException} 410 if the attempt that queues no longer holds its run or that was cancelled, with a
     *     {@link dev.gantry.engine.QueueFullException} if too many runs are queued
     * @throws JobApiException 404 if there is no such job
     * @throws UnreadableJsonException if the params are no JSON
     * @throws InvalidParamsException if the params break the schema
     */
    public CompletableFuture<Submission> queue(RunAddress address, QueueOrder order)
            throws UnreadableJsonException, InvalidParamsException {
        return queue.queue(uuid(address), address, order);
    }

    /**
     * Queue a run again that failed or was cancelled; any other stays as it is.
     *
     * @param attempts how many attempts it had when the caller saw it: a call that is repeated retries once
     * @param by the attempt that asks for it, if one does
     * @return the run as it is afterwards; fails with a {@link JobApiException} 404 if there is none, and 410 if that attempt
     *     no longer holds its run or that was cancelled
     */
    public CompletableFuture<Run> retry(RunAddress address, int attempts, Optional<LeaseRef> by) {
        return queue.retry(uuid(address), address, attempts, by);
    }

    /** Cancel a run and what descends from it; empty if there is none. */
    public CompletableFuture<Optional<Run>> cancel(RunAddress address) {
        return store.cancel(
                uuid(address), LogLine.error(clock.instant(), Run.CANCELLED_CODE, "Cancelled through the Job API"));
    }

    /** The uuid of the run at an address, whether or not somebody has queued it. */
    public UUID uuid(RunAddress address) {
        return withoutAddress(address).map(Run::uuid).orElseGet(address::uuid);
    }

    private Optional<Run> withoutAddress(RunAddress address) {
        try {
            UUID uuid = UUID.fromString(address.jobId());
            return uuid.toString().equals(address.jobId())
                    ? store.find(uuid).filter(run -> addressOf(run).equals(address))
                    : Optional.empty();
        } catch (IllegalArgumentException chosenBySomebody) {
            return Optional.empty();
        }
    }

    /** Find the run at an address. */
    public Optional<Run> find(RunAddress address) {
        return store.find(uuid(address));
    }

    /** The address of a run: the one it was given, or its job type and uuid. */
    public static RunAddress addressOf(Run run) {
        return run.request()
                .origin()
                .address()
                .orElseGet(() -> new RunAddress(run.jobType(), run.uuid().toString()));
    }

    /** What the Job API says of a run. */
    public static RunStatus statusOf(Run run) {
        return switch (run.state()) {
            case QUEUED -> RunStatus.QUEUED;
            case RUNNING -> RunStatus.RUNNING;
            case SUCCEEDED -> RunStatus.OK;
            case FAILED, CANCELLED -> RunStatus.FAIL;
        };
    }

    /** Read the stash; empty if nobody wrote one. */
    public Optional<Stash> stash(RunAddress address) {
        return store.stash(uuid(address));
    }

    /**
     * Write the stash.
     *
     * @param json any JSON value
     * @param expected the version that is to be replaced; 0: none
     * @param writer who writes, for people to read
     * @param by the attempt that writes, if it is one
     * @return fails with a {@link ClashException} that names who wrote another version, with 410 if the attempt no longer
     *     holds its run
     * @throws JobApiException 413 if it is over the limit
     * @throws UnreadableJsonException if it is no JSON
     */
    public CompletableFuture<Stash> putStash(
            RunAddress address, String json, long expected, String writer, Optional<LeaseRef> by)
            throws UnreadableJsonException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > limits.stash()) {
            throw new JobApiException(
                    413,
                    "the stash has %,d bytes and the limit is %,d; write less, or a file"
                            .formatted(bytes.length, limits.stash()));
        }
        String checked = json.isBlank() ? JobInput.parse(bytes).toString() : json;
        JobInput.parse(bytes);
        CompletableFuture<StashWrite.Result> written =
                store.putStash(new StashWrite(uuid(address), checked, expected, writer, by));
        return Refusals.of(written.thenApply(result -> written(result, address, expected)));
    }

    private static Stash written(StashWrite.Result result, RunAddress address, long expected) {
        if (result.written()) {
            return result.stash().orElseThrow();
        }
        throw result.stash()
                .map(winner -> new ClashException(
                        winner.writer(),
                        "the stash of %s was written by %s at %s (version %d; expected %d); read it and write again"
                                .formatted(address, winner.writer(), winner.at(), winner.version(), expected)))
                .orElseGet(() -> new ClashException(
                        "",
                        "%s has no stash; expected version %d; read it and write again".formatted(address, expected)));
    }

    /** How long a stash may be, in bytes of UTF-8. */
    public long maxStashBytes() {
        return limits.stash();
    }

    /** The pairs that the run said of itself, in order. */
    public List<Map<String, Object>> meta(RunAddress address) {
        return messages(address, LogLine.Kind.META).stream().map(MetaPair::read).toList();
    }

    /** What the run printed. */
    public String report(RunAddress address) {
        return messages(address, LogLine.Kind.OUTPUT).stream().collect(Collectors.joining("\n"));
    }

    private List<String> messages(RunAddress address, LogLine.Kind kind) {
        RunLog log = store.log(uuid(address), 0).orElse(RunLog.EMPTY);
        return log.lines(kind).stream().map(LogLine::message).toList();
    }

    /**
     * Check that a file may be called so.
     *
     * @throws JobApiException 422 if it may not
     */
    public static String checkedFileName(String name) {
        return FileNames.checked(name);
    }

    /** List the files, by name. */
    public List<StoredFile> files(RunAddress address) {
        return store.files(uuid(address));
    }

    /**
     * Begin to copy a file to a run, or go on with it. Waits for the disk.
     *
     * @param upload names the upload; see {@link FileContents#upload}
     * @return refuses to grow past {@link #maxFileBytes()} with a {@link JobApiException} 413, and fails with 507 if the
     *     disk is full; nothing is kept of either
     * @throws JobApiException 422 if the name cannot be one
     */
    public FileContents.Upload upload(RunAddress address, String name, String upload) throws IOException {
        String checked = FileNames.checked(name);
        return new BoundedUpload(store.contents().upload(uuid(address), upload), checked, limits.file());
    }

    /** How many bytes came of an upload that was begun and not finished; 0 if there is none. Waits for the disk. */
    public long received(RunAddress address, String upload) throws IOException {
        return store.contents().received(uuid(address), upload);
    }

    /** How large a file may be. */
    public long maxFileBytes() {
        return limits.file();
    }

    /** Make what was copied a file of the run, in place of the one that had its name; as {@link #putStash} otherwise. */
    public CompletableFuture<StoredFile> putFile(
            RunAddress address, String name, StoredFile.Content content, String writer, Optional<LeaseRef> by) {
        StoredFile file = new StoredFile(FileNames.checked(name), content, writer, clock.instant());
        return Refusals.of(store.putFile(new FileWrite(uuid(address), file, by)).exceptionally(failure -> {
            RuntimeException refusal = Refusals.of(failure);
            throw refusal instanceof NoSuchElementException
                    ? new JobApiException(
                            404, "what was copied as %s is no longer kept; copy it again".formatted(name), refusal)
                    : refusal;
        }));
    }

    /** Read a file from an offset on. Waits for the disk. */
    public ReadableByteChannel open(RunAddress address, StoredFile file, long from) throws IOException {
        return store.contents().open(uuid(address), file.content(), from);
    }

    /** What a project is doing. */
    public ProjectState project(String project) {
        return store.project(project);
    }

    /** Let so many runs of a project be executed at once, at least 1. */
    public CompletableFuture<ProjectState> limit(String project, int concurrency) {
        if (concurrency < 1) {
            throw new JobApiException(
                    422, "the concurrency of project %s is %d; expected at least 1".formatted(project, concurrency));
        }
        return Refusals.of(store.limitProject(project, concurrency).thenApply(state -> {
            // No run changed, so that nobody would look for what may begin now.
            onRoom.run();
            return state;
        }));
    }
}
