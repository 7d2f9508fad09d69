package dev.gantry.verify.history;

/**
 * A run as a read saw it.
 *
 * @param revision rises with every change of the run
 * @param state its state
 * @param result its result, -1 until it is finished
 * @param step the step that its data tells of, 0 without data
 */
public record Sighting(long revision, String state, int result, int step) {

    /** Whether it is over. */
    public boolean finished() {
        return !state.equals("QUEUED") && !state.equals("RUNNING");
    }
}
