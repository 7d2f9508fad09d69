package dev.gantry.store;

/**
 * How much of a run's work is done.
 *
 * @param completeness from 0 to 1
 * @param tickCount ticks not yet added to the completeness
 * @param tickValue what one tick adds
 */
public record Progress(double completeness, double tickCount, double tickValue) {

    /** Nothing done yet, a tick is worth 0.001. */
    public static final Progress NONE = new Progress(0, 0, 0.001);

    public Progress {
        if (!(completeness >= 0 && completeness <= 1)) {
            throw new IllegalArgumentException("completeness is %s; expected 0 to 1".formatted(completeness));
        }
    }

    /** All done, with no ticks left to add. */
    public Progress complete() {
        return new Progress(1, 0, tickValue);
    }
}
