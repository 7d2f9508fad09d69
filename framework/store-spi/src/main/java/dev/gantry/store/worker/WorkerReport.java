package dev.gantry.store.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a worker says of itself.
 *
 * @param identity who it is
 * @param state what it takes and does
 * @param load what it executes, and what it has for more
 * @param obeys the order that it follows
 * @param goodFor how long it counts as alive after this report
 */
public record WorkerReport(Identity identity, WorkerState state, Load load, WorkerOrder obeys, Duration goodFor) {

    public WorkerReport {
        requireNonNull(identity, "identity is null");
        requireNonNull(state, "state is null");
        requireNonNull(load, "load is null");
        requireNonNull(obeys, "obeys is null");
        requireNonNull(goodFor, "goodFor is null");
    }

    /** The worker's name. */
    public String name() {
        return identity.name();
    }

    /**
     * Who a worker is.
     *
     * @param name tells it from all others, also from earlier ones on the same machine
     * @param host the machine it runs on
     * @param version the version of its Gantry
     * @param plugins what it can execute jobs of
     */
    public record Identity(String name, String host, String version, List<Plugin> plugins) {

        public Identity {
            requireNonNull(name, "name is null");
            requireNonNull(host, "host is null");
            requireNonNull(version, "version is null");
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * A plugin that a worker has.
     *
     * @param name its name
     * @param version what tells one content of it from another
     */
    public record Plugin(String name, String version) {

        public Plugin {
            requireNonNull(name, "name is null");
            requireNonNull(version, "version is null");
        }
    }

    /**
     * What a worker executes, and what it has for more.
     *
     * @param slots how many runs it executes at once
     * @param free how many slots no run occupies
     * @param running the runs that it executes, those included that wait for others
     * @param memory its heap
     */
    public record Load(int slots, int free, List<Running> running, Memory memory) {

        public Load {
            requireNonNull(memory, "memory is null");
            running = List.copyOf(running);
        }
    }

    /**
     * A run that a worker executes.
     *
     * @param uuid the run
     * @param jobType the type of its job
     * @param since when it was given to the worker, by the store's clock
     */
    public record Running(UUID uuid, String jobType, Instant since) {

        public Running {
            requireNonNull(uuid, "uuid is null");
            requireNonNull(jobType, "jobType is null");
            requireNonNull(since, "since is null");
        }
    }

    /**
     * The heap of a worker.
     *
     * @param available how many bytes it can still take
     * @param used how many bytes it has taken
     */
    public record Memory(long available, long used) {}
}
