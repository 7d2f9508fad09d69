package dev.gantry.client.wire;

import java.time.Instant;

/**
 * A stash that was written.
 *
 * @param version how often it was written; 1 for the first
 * @param writer who wrote it
 * @param writtenAt when
 */
public record StashEntry(long version, String writer, Instant writtenAt) {}
