package dev.gantry.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run. Immutable; begin with {@link #INHERITED}.
 *
 * <p>In a job, what is not named here is inherited from its own run: job, params, tags, config and target, but neither
 * description nor priority nor moment. Tags that are named replace all that would be inherited; so do params and config;
 * a target is merged as {@link Target#over} says. Params are inherited only together with the job.
 *
 * @param description free text; may be empty
 * @param tags names and values
 * @param params what Jackson writes as a JSON object: a record, a map
 * @param config free settings of the run: a JSON object
 * @param job the path of the job: {@code examples/fizz_buzz}
 * @param jobClass the class of the job, in place of its path
 * @param target where the job does its work
 * @param priority of the runs that are due, higher goes first; absent: that of the job
 * @param runAt when the run is due; absent: at once
 */
public record RunSpec(
        String description,
        Optional<Map<String, String>> tags,
        Optional<Object> params,
        Optional<Map<String, Object>> config,
        Optional<String> job,
        Optional<Class<? extends BaseJob<?, ?>>> jobClass,
        Optional<Target> target,
        Optional<Integer> priority,
        Optional<Instant> runAt) {

    /** Everything as the parent has it. */
    public static final RunSpec INHERITED = new RunSpec(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public RunSpec {
        requireNonNull(description, "description is null");
        tags = tags.map(Map::copyOf);
        requireNonNull(params, "params is null");
        config = config.map(settings -> Collections.unmodifiableMap(new LinkedHashMap<>(settings)));
        requireNonNull(job, "job is null");
        requireNonNull(jobClass, "jobClass is null");
        requireNonNull(target, "target is null");
        requireNonNull(priority, "priority is null");
        requireNonNull(runAt, "runAt is null");
    }

    /** This, with a description. */
    public RunSpec description(String text) {
        return new RunSpec(text, tags, params, config, job, jobClass, target, priority, runAt);
    }

    /** This, with one more tag. The first one that is named replaces all that would be inherited. */
    public RunSpec tag(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags.orElse(Map.of()));
        more.put(name, value);
        return tags(more);
    }

    /** This, with just these tags. */
    public RunSpec tags(Map<String, String> all) {
        return new RunSpec(description, Optional.of(all), params, config, job, jobClass, target, priority, runAt);
    }

    /** This, with params. */
    public RunSpec params(Object input) {
        return new RunSpec(description, tags, Optional.of(input), config, job, jobClass, target, priority, runAt);
    }

    /** This, with config. */
    public RunSpec config(Map<String, Object> settings) {
        return new RunSpec(description, tags, params, Optional.of(settings), job, jobClass, target, priority, runAt);
    }

    /** This, of the job at a path, without a slash at either end. */
    public RunSpec job(String path) {
        return new RunSpec(
                description, tags, params, config, Optional.of(path), Optional.empty(), target, priority, runAt);
    }

    /** This, of a job. */
    public RunSpec job(Class<? extends BaseJob<?, ?>> type) {
        return new RunSpec(
                description, tags, params, config, Optional.empty(), Optional.of(type), target, priority, runAt);
    }

    /** This, with a target. */
    public RunSpec target(Target where) {
        return new RunSpec(description, tags, params, config, job, jobClass, Optional.of(where), priority, runAt);
    }

    /** This, with a priority. */
    public RunSpec priority(int value) {
        return new RunSpec(description, tags, params, config, job, jobClass, target, Optional.of(value), runAt);
    }

    /** This, due at a moment. */
    public RunSpec runAt(Instant moment) {
        return new RunSpec(description, tags, params, config, job, jobClass, target, priority, Optional.of(moment));
    }
}
