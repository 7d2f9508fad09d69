package dev.gantry.engine.jobs;

import static java.util.Objects.requireNonNull;

import dev.gantry.job.Target;
import java.util.Map;

/**
 * What a run is given besides params and tags, and hands down to the runs that it queues.
 *
 * @param config free settings: a JSON object as Jackson reads it untyped
 * @param target where the job does its work
 */
public record RunSetup(Map<String, Object> config, Target target) {

    /** No settings, on this host. */
    public static final RunSetup NONE = new RunSetup(Map.of(), Target.LOCALHOST);

    /** What most runs have; not worth a parser. */
    private static final String EMPTY = NONE.json();

    public RunSetup {
        requireNonNull(config, "config is null");
        requireNonNull(target, "target is null");
    }

    /** Read what {@link #json()} wrote. */
    public static RunSetup of(String json) {
        if (json.equals(EMPTY)) {
            return NONE;
        }
        return SetupJson.read(json);
    }

    /**
     * As JSON text, for a store.
     *
     * @throws IllegalArgumentException if the settings have other values than JSON has
     */
    public String json() {
        return SetupJson.write(this);
    }
}
