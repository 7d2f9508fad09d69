package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a run comes from, as far as the Job API is concerned.
 *
 * @param address its address, if it was given one; its uuid is that of the address, and its project limits it
 * @param parent the run of this store that queued it; cancelling that one cancels this one
 * @param setup the run's config and target as JSON text, which only the engine reads
 */
public record Origin(Optional<RunAddress> address, Optional<UUID> parent, String setup) {

    /** A run that somebody submitted without an address. */
    public static final Origin NONE = new Origin(Optional.empty(), Optional.empty(), "{}");

    public Origin {
        requireNonNull(address, "address is null");
        requireNonNull(parent, "parent is null");
        requireNonNull(setup, "setup is null");
    }
}
