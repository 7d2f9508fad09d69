package dev.gantry.client.wire;

import java.time.Instant;

/**
 * A file of a run.
 *
 * @param name its name
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal
 * @param writer who wrote it
 * @param writtenAt when
 */
public record FileEntry(String name, long size, String sha256, String writer, Instant writtenAt) {}
