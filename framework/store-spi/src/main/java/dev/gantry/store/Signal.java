package dev.gantry.store;

/** Something that workers want to know, without the run that it comes from. */
public enum Signal {
    /** There may be runs to claim that could not be had before: some were queued, or others left room within a limit. */
    WORK,
    /** Something was asked of workers: {@link dev.gantry.store.worker.WorkerRegistry#order}. */
    ORDERS
}
