package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A piece of data that runs hand to each other.
 *
 * @param json any JSON value, as text
 * @param version how often it was written; 1 for the first
 * @param writer who wrote it, for people to read
 * @param at when it was written
 */
public record Stash(String json, long version, String writer, Instant at) {

    public Stash {
        requireNonNull(json, "json is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(at, "at is null");
    }
}
