/**
 * Runs jobs in unit tests: on the real engine, with a store in memory, with params and data going through JSON as in
 * production, and with a clock that the test moves.
 */
package dev.gantry.testkit;
