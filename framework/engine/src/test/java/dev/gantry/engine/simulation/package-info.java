/**
 * The engine in a simulated world, in which nothing happens but what a seed decides: a seed that finds something finds it
 * each time.
 *
 * <p>Two or three of the product's engines (or one, with its store in the same process) work on the product's own ledger.
 * Clients queue, cancel and retry runs; jobs work, break, wait for children, time out and ignore interrupts; processes are
 * killed and frozen, the power is cut, clocks are set, the store goes away, people drain and stop servers.
 *
 * <ul>
 *   <li>{@code SimulationTest} plays seeds. {@code -Dsimulation.seed=N} plays one again and shows its whole trace.
 *   <li>{@code Simulation} is what happens in one, from the first server to the last stop. Begin to read there.
 *   <li>{@code Scheduler} lets one task run at a time, each on a {@code Carrier}, a real thread that waits for the baton, so
 *       that jobs may wait and be interrupted as they like. Wherever a task waits, calls the store or takes a lock, the seed
 *       decides who goes on; when nobody can, time passes. The engine knows it as {@code SimulatedThreads} and
 *       {@code SimulatedTimers}: its {@link dev.gantry.engine.time.Machine}.
 *   <li>{@code SimulatedStore} applies, forces and answers late and in any order that the contract allows; each process has a
 *       {@code Connection}.
 *   <li>{@code Workload} makes random plans of {@code Step}s, which a {@code PlannedJob} takes; {@code Misfortunes} strike.
 *   <li>{@code Oracle} judges each transition and each step of a job's code; {@code Watchman} looks for what stands still
 *       though it could go on.
 *   <li>{@code Mutation} lists faults that are planted to see whether all this finds them.
 * </ul>
 *
 * <p>The end of the trace of a seed that plants a fault (milliseconds, process, thread, what it does):
 *
 * <pre>
 *   26,026 world  store applies          claim of 1 of w3: begin [p2/r4#1], go on [], next 2026-01-01T00:00:50Z
 *   27,817 w3     answer to claim of 1   begins
 *   27,817 w3     job                    p2/r4#1: Work[millis=15000]
 *   28,590 w3     job                    calls complete
 *   29,513 world  store applies          claim of 1 of w3: begin [r1#2], go on [r2], next 2026-01-01T00:00:30.607Z
 *   29,533 w3     waits for child        goes on
 * Violation: r2 goes on and is still parked
 * </pre>
 *
 * <p>Not simulated: stashes, files, other servers, plugins that come and go.
 */
package dev.gantry.engine.simulation;
