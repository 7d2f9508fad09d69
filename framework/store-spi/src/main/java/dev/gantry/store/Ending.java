package dev.gantry.store;

import java.time.Duration;

/** How an attempt ended, for its run. Of a run whose cancel was requested, either means CANCELLED. */
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
}
