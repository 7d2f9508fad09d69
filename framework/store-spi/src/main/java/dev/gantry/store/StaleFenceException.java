package dev.gantry.store;

import java.util.UUID;

/** A write was refused because the writer no longer owns the run: its lease ran out and another worker has it. */
public final class StaleFenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final UUID uuid;

    /** Make one for a write to a run under a fence. */
    public StaleFenceException(UUID uuid, long fence) {
        super(
                "run %s is no longer held under fence %d; nothing was written".formatted(uuid, fence),
                null,
                false,
                false);
        this.uuid = uuid;
    }

    /** The run. */
    public UUID uuid() {
        return uuid;
    }
}
