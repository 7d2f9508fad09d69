package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The plugins of a server, and the runs that wait for one that is not there.
 *
 * @param plugins the plugins, with all that is wrong with them
 * @param issues what is wrong beside the plugins, such as a file that is none
 * @param held queued runs whose job is not offered
 */
public record Plugins(List<Plugin> plugins, List<Issue> issues, List<Held> held) {

    public Plugins {
        plugins = List.copyOf(plugins);
        issues = List.copyOf(issues);
        held = List.copyOf(held);
    }

    /**
     * A plugin.
     *
     * @param name its file name without {@code .jar}, or its folder's name
     * @param version what tells one content of it from another
     * @param jobs the jobs it offers
     * @param issues what is wrong with it
     */
    public record Plugin(String name, String version, List<LeafEntry> jobs, List<Issue> issues) {

        public Plugin {
            requireNonNull(name, "name is null");
            jobs = List.copyOf(jobs);
            issues = List.copyOf(issues);
        }
    }

    /**
     * Something that is wrong with a plugin.
     *
     * @param severity {@code ERROR}: the source is not offered; {@code WARNING}: it looks wrong
     * @param source the class, file or path that is concerned; empty if it is the whole plugin
     * @param message what is wrong, which value, what was expected
     * @param cause the underlying exception as text; empty if there is none
     */
    public record Issue(String severity, String source, String message, String cause) {

        public Issue {
            requireNonNull(severity, "severity is null");
            requireNonNull(message, "message is null");
        }
    }

    /**
     * Queued runs of a job that is not offered. They run when it is back.
     *
     * @param jobType the type of the job
     * @param count how many runs
     * @param reason why they are held
     */
    public record Held(String jobType, long count, String reason) {

        public Held {
            requireNonNull(jobType, "jobType is null");
        }
    }
}
