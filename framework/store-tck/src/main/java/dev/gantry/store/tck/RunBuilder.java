package dev.gantry.store.tck;

import dev.gantry.store.LeaseRef;
import dev.gantry.store.NewRun;
import dev.gantry.store.Origin;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run to be submitted in a test, of which only what matters is said.
 *
 * @param uuid its identity
 * @param path the path of its job; the jobType follows from it
 * @param options the rest of the request
 * @param params its params
 * @param origin where it comes from
 * @param by the attempt that submits it
 */
public record RunBuilder(
        UUID uuid, String path, RunOptions options, String params, Origin origin, Optional<LeaseRef> by) {

    /** The path of a run that does not name one. */
    public static final String PATH = "examples/fizz_buzz";

    /** The jobType of a run that does not name a path. */
    public static final String JOB_TYPE = "examples_fizz_buzz";

    /** A run with a uuid of its own and nothing special. */
    public static RunBuilder aRun() {
        return new RunBuilder(UUID.randomUUID(), PATH, RunOptions.NONE, "{\"n\":50}", Origin.NONE, Optional.empty());
    }

    /** The run with another uuid. */
    public RunBuilder uuid(UUID other) {
        return new RunBuilder(other, path, options, params, origin, by);
    }

    /** The run of the job at another path. */
    public RunBuilder at(String otherPath) {
        return new RunBuilder(uuid, otherPath, options, params, origin, by);
    }

    /** The run with other params. */
    public RunBuilder params(String other) {
        return new RunBuilder(uuid, path, options, other, origin, by);
    }

    /** The run with another description. */
    public RunBuilder description(String other) {
        return with(
                new RunOptions(other, options.tags(), options.priority(), options.runAt(), options.idempotencyKey()));
    }

    /** The run with other tags. */
    public RunBuilder tags(Map<String, String> other) {
        return with(new RunOptions(
                options.description(), other, options.priority(), options.runAt(), options.idempotencyKey()));
    }

    /** The run with another priority. */
    public RunBuilder priority(int other) {
        return with(new RunOptions(
                options.description(), options.tags(), other, options.runAt(), options.idempotencyKey()));
    }

    /** The run, due at a moment. */
    public RunBuilder runAt(Instant moment) {
        return with(new RunOptions(
                options.description(),
                options.tags(),
                options.priority(),
                Optional.of(moment),
                options.idempotencyKey()));
    }

    /** The run under an idempotency key. */
    public RunBuilder key(String key) {
        return with(new RunOptions(
                options.description(), options.tags(), options.priority(), options.runAt(), Optional.of(key)));
    }

    /** The run at an address, with the uuid that follows from it. */
    public RunBuilder in(String project, String jobId) {
        RunAddress address = new RunAddress(project, jobId);
        Origin other = new Origin(Optional.of(address), origin.parent(), origin.setup());
        return new RunBuilder(address.uuid(), path, options, params, other, by);
    }

    /** The run as a child of another. */
    public RunBuilder childOf(UUID parent) {
        Origin other = new Origin(origin.address(), Optional.of(parent), origin.setup());
        return new RunBuilder(uuid, path, options, params, other, by);
    }

    /** The run with another setup. */
    public RunBuilder setup(String json) {
        Origin other = new Origin(origin.address(), origin.parent(), json);
        return new RunBuilder(uuid, path, options, params, other, by);
    }

    /** The run as a child that an attempt submits. */
    public RunBuilder by(LeaseRef attempt) {
        RunBuilder child = childOf(attempt.uuid());
        return new RunBuilder(uuid, path, options, params, child.origin, Optional.of(attempt));
    }

    private RunBuilder with(RunOptions other) {
        return new RunBuilder(uuid, path, other, params, origin, by);
    }

    /** What a store is given. */
    public NewRun build() {
        return new NewRun(new RunRequest(uuid, path, path.replace('/', '_'), options, origin), params, by);
    }
}
