package dev.gantry.store.copy;

/** Is told how far a copy has come, on the thread that copies. */
@FunctionalInterface
public interface CopyProgress {

    /** What a copy does, in this order. */
    enum Stage {
        /** What an earlier copy brought is compared. */
        CHECKING,
        /** Runs are carried over. */
        COPYING,
        /** What was carried over is compared. */
        VERIFYING
    }

    /**
     * The copy has come further.
     *
     * @param stage what it does
     * @param runs how many runs it has done that with
     * @param completeness how much of this stage is done, from 0 to 1
     */
    void at(Stage stage, long runs, double completeness);
}
