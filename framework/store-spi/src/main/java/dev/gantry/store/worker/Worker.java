package dev.gantry.store.worker;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A worker as its store knows it.
 *
 * @param report what it said last
 * @param order what is asked of it; it may not know yet
 * @param startedAt when it announced itself first, by the store's clock
 * @param seenAt when it announced itself last, by the store's clock
 * @param alive whether its last report still holds; a worker of which it does not has died, is frozen or cut off
 */
public record Worker(WorkerReport report, WorkerOrder order, Instant startedAt, Instant seenAt, boolean alive) {

    public Worker {
        requireNonNull(report, "report is null");
        requireNonNull(order, "order is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(seenAt, "seenAt is null");
    }

    /** The worker's name. */
    public String name() {
        return report.name();
    }
}
