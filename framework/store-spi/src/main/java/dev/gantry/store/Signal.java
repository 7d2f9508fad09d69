package dev.gantry.store;

/** Something that workers want to know, and that is no change of a run. */
public enum Signal {
    /** There may be room for runs that could not begin before: the limit of a project is another, say. */
    ROOM,
    /** Something was asked of workers: {@link dev.gantry.store.worker.WorkerRegistry#order}. */
    ORDERS
}
