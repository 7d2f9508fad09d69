package dev.gantry.client.wire;

/**
 * That params can be submitted.
 *
 * @param valid always true: params that cannot be are answered with the problem that a submit would be
 */
public record ParamsCheck(boolean valid) {}
