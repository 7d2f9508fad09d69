package dev.gantry.store.postgres;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of the runs that this process executes, each as it was last seen when that was durable; somebody may have changed
 * it since. Thread-safe.
 */
final class Held {

    private final ConcurrentHashMap<UUID, Row> rows = new ConcurrentHashMap<>();

    /** The row of a run; null if this process does not execute it. */
    Row get(UUID uuid) {
        return rows.get(uuid);
    }

    /** A row is not as it was thought to be. */
    void forget(UUID uuid) {
        rows.remove(uuid);
    }

    /**
     * A row was seen.
     *
     * @param claimed whether its run was given to this process just then
     */
    void remember(Row row, boolean claimed) {
        if (row.run().lease().isEmpty()) {
            rows.remove(row.uuid());
        } else if (claimed) {
            rows.put(row.uuid(), row);
        } else {
            rows.computeIfPresent(row.uuid(), (uuid, known) -> row.isOlderThan(known) ? known : row);
        }
    }
}
