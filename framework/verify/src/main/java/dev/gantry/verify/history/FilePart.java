package dev.gantry.verify.history;

/**
 * What was read of a file.
 *
 * @param from at which byte it begins
 * @param length how many bytes were read
 * @param total how many the whole file has
 * @param sha256 of what was read
 */
public record FilePart(long from, int length, long total, String sha256) {}
