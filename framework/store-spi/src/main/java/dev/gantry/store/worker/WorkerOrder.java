package dev.gantry.store.worker;

/** What is asked of a worker. */
public enum WorkerOrder {
    /** Take runs: what a worker does of which nothing else was asked. */
    TAKE,
    /** Take no more runs until it is asked to take some again; those that it executes go on. */
    DRAIN,
    /** Take no more runs, ever; those that it executes may go on for its grace period. */
    RETIRE
}
