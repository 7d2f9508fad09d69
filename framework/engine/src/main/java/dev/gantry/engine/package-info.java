/**
 * The engine: takes submits, gives due runs to the threads of their plugins, and records what becomes of them.
 *
 * <p>{@link dev.gantry.engine.JobEngine} is all that the outside needs. Inside, {@code catalog} says what jobs there are,
 * {@code dispatch} fetches due runs while there are free slots, {@code execution} carries one attempt from its claim to
 * its end, {@code time} is a clock that tests can move.
 */
package dev.gantry.engine;
