package dev.gantry.client.wire;

/**
 * How far a run has come.
 *
 * @param completeness from 0 to 1
 * @param result the result code, -1 until the run is finished
 */
public record Progress(double completeness, int result) {}
