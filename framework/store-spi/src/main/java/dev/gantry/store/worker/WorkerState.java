package dev.gantry.store.worker;

/** What a worker takes and does, in ZeroG's words. */
public enum WorkerState {
    /** Takes runs and executes none. */
    activeIdle,
    /** Takes runs and executes some. */
    activeRunning,
    /** Takes no runs and executes none. */
    drainingIdle,
    /** Takes no runs and still executes some. */
    drainingRunning,
    /** Takes no runs, and never will again. */
    drainingDown
}
