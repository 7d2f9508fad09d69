package dev.gantry.engine.jobs;

import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.FileContents;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import dev.gantry.store.Submission;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The runs of this server by their addresses: what the Job API does here, whoever asks for it.
 *
 * <p>A run that was submitted without an address is found too: its project is its job type and its job id is its uuid.
 * Futures complete once what they report is durable, on a thread of the store, so what depends on them must not block.
 * Refusals are {@link JobApiException}s, thrown or as the failure of a future. Thread-safe.
 */
public final class ProjectRuns {

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
        throw new UnsupportedOperationException();
    }

    /**
     * Queue a run again that failed or was cancelled; any other stays as it is.
     *
     * @param attempts how many attempts it had when the caller saw it: a call that is repeated retries once
     * @return the run as it is afterwards; fails with 404 if there is none
     */
    public CompletableFuture<Run> retry(RunAddress address, int attempts) {
        throw new UnsupportedOperationException();
    }

    /** Cancel a run and what descends from it; empty if there is none. */
    public CompletableFuture<Optional<Run>> cancel(RunAddress address) {
        throw new UnsupportedOperationException();
    }

    /** The uuid of the run at an address, whether or not somebody has queued it. */
    public UUID uuid(RunAddress address) {
        throw new UnsupportedOperationException();
    }

    /** Find the run at an address. */
    public Optional<Run> find(RunAddress address) {
        throw new UnsupportedOperationException();
    }

    /** The address of a run: the one it was given, or its job type and uuid. */
    public static RunAddress addressOf(Run run) {
        return run.request()
                .origin()
                .address()
                .orElseGet(() -> new RunAddress(run.jobType(), run.uuid().toString()));
    }

    /** Read the stash; empty if nobody wrote one. */
    public Optional<Stash> stash(RunAddress address) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** How long a stash may be, in bytes of UTF-8. */
    public long maxStashBytes() {
        throw new UnsupportedOperationException();
    }

    /** The pairs that the run said of itself, in order. */
    public List<Map<String, Object>> meta(RunAddress address) {
        throw new UnsupportedOperationException();
    }

    /** What the run printed. */
    public String report(RunAddress address) {
        throw new UnsupportedOperationException();
    }

    /** List the files, by name. */
    public List<StoredFile> files(RunAddress address) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begin to copy a file to a run, or go on with it. Waits for the disk.
     *
     * @param upload names the upload; see {@link FileContents#upload}
     * @return refuses to grow past {@link #maxFileBytes()} with a {@link JobApiException} 413, and fails with 507 if the
     *     disk is full
     * @throws JobApiException 422 if the name cannot be one
     */
    public FileContents.Upload upload(RunAddress address, String name, String upload) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** How large a file may be. */
    public long maxFileBytes() {
        throw new UnsupportedOperationException();
    }

    /** Make what was copied a file of the run, in place of the one that had its name; as {@link #putStash} otherwise. */
    public CompletableFuture<StoredFile> putFile(
            RunAddress address, String name, StoredFile.Content content, String writer, Optional<LeaseRef> by) {
        throw new UnsupportedOperationException();
    }

    /** Read a file from an offset on. Waits for the disk. */
    public ReadableByteChannel open(RunAddress address, StoredFile file, long from) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** What a project is doing. */
    public ProjectState project(String project) {
        throw new UnsupportedOperationException();
    }

    /** Let so many runs of a project be executed at once, at least 1. */
    public CompletableFuture<ProjectState> limit(String project, int concurrency) {
        throw new UnsupportedOperationException();
    }
}
