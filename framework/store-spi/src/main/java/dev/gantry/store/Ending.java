package dev.gantry.store;

import java.time.Duration;

/** How an attempt ended, for its run. Of a run whose cancel was requested, any means CANCELLED. */
public sealed interface Ending {

    /** Whether the attempt broke with an error that counts. */
    boolean countsError();

    /**
     * The run is finished, complete.
     *
     * @param resultCode 200 to 299 for success
     * @param countsError whether the attempt broke with an error that counts
     */
    record Finished(int resultCode, boolean countsError) implements Ending {}

    /**
     * The run is queued again.
     *
     * @param delay how long it waits, by the store's clock
     * @param countsError whether the attempt broke with an error that counts
     */
    record Again(Duration delay, boolean countsError) implements Ending {}

    /**
     * The attempt never began: the run is queued again at its old place, as if it had not been claimed, and the attempt does
     * not count. Only its fence stays higher. Not for a run that was claimed as abandoned, since nobody would learn of the
     * attempt that died.
     */
    record Unbegun() implements Ending {

        @Override
        public boolean countsError() {
            return false;
        }
    }
}
