package dev.gantry.verify.history;

/**
 * A time in which the disk took nothing.
 *
 * @param from since when, for sure
 * @param until until when, at least
 */
public record Trouble(long from, long until) {}
