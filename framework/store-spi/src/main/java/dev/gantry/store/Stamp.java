package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a record stands in the order of things.
 *
 * @param number counts the submits of a store from 1; newer runs have higher numbers
 * @param revision counts the changes of this run from 1
 * @param createdAt when the run was submitted, by the store's clock
 * @param updatedAt when it was changed last, by the store's clock
 */
public record Stamp(long number, long revision, Instant createdAt, Instant updatedAt) {

    public Stamp {
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(updatedAt, "updatedAt is null");
    }

    /** The stamp after one more change. */
    public Stamp changed(Instant now) {
        return new Stamp(number, revision + 1, createdAt, now);
    }
}
