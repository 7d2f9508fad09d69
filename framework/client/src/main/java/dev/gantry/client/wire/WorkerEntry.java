package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A worker, as it said last. On the wire, the members of its standing and load stand beside the others.
 *
 * @param id tells it from all others, also from earlier ones on the same machine
 * @param host the machine it runs on
 * @param version the version of its Gantry
 * @param standing what it does, and what is asked of it
 * @param load what it executes, and what it has for more
 * @param plugins what it can execute jobs of
 */
public record WorkerEntry(
        String id,
        String host,
        String version,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Load load,
        List<Plugin> plugins) {

    public WorkerEntry {
        requireNonNull(id, "id is null");
        requireNonNull(host, "host is null");
        requireNonNull(version, "version is null");
        plugins = List.copyOf(plugins);
    }

    /**
     * What a worker does, and what is asked of it.
     *
     * @param state {@code activeIdle activeRunning drainingIdle drainingRunning drainingDown}
     * @param order what is asked of it, {@code take}, {@code drain} or {@code retire}; it obeys within a third of its lease
     * @param alive false if it has said nothing for longer than its lease: it died, is frozen, or is cut off
     * @param started when it began, by the store's clock
     * @param lastSeen when it said all this, by the store's clock
     */
    public record Standing(String state, String order, boolean alive, Instant started, Instant lastSeen) {

        public Standing {
            requireNonNull(state, "state is null");
            requireNonNull(order, "order is null");
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
        }
    }

    /**
     * The heap of a worker.
     *
     * @param available how many bytes it can still take
     * @param used how many bytes it has taken
     */
    public record Memory(long available, long used) {}

    /**
     * A plugin that a worker has.
     *
     * @param name its name
     * @param version what tells one content of it from another
     */
    public record Plugin(String name, String version) {

        public Plugin {
            requireNonNull(name, "name is null");
        }
    }
}
