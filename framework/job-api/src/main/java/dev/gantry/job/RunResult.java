package dev.gantry.job;

import java.time.Duration;

/**
 * How an attempt ended by returning.
 *
 * <p>Either the run is finished with a code, or the job is not done yet and wants to be run again. Codes follow HTTP: a
 * run whose code is 200 to 299 succeeded, any other code means that it failed. Returning {@code null} is the same as
 * returning {@link #OK}. Immutable.
 */
public final class RunResult {

    /** The delay of {@link #again()}. */
    public static final Duration DEFAULT_DELAY = Duration.ofSeconds(10);

    /** The longest delay there is, a hundred years: what is meant to be later than that is a mistake. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(36_525);

    /** Finished, with code 200. */
    public static final RunResult OK = new RunResult(200, Duration.ZERO);

    private static final int NO_RESULT = -1;

    private final int code;
    private final Duration delay;

    private RunResult(int code, Duration delay) {
        this.code = code;
        this.delay = delay;
    }

    /**
     * Finish the run with a code.
     *
     * @param code 100 to 999
     * @throws IllegalArgumentException if the code is outside that range
     */
    public static RunResult code(int code) {
        if (code < 100 || code > 999) {
            throw new IllegalArgumentException(
                    "result code is %d; expected 100 to 999, as in HTTP (200 is success)".formatted(code));
        }
        return code == OK.code ? OK : new RunResult(code, Duration.ZERO);
    }

    /** Queue the run again after {@link #DEFAULT_DELAY}: {@link #again(Duration)}. */
    public static RunResult again() {
        return again(DEFAULT_DELAY);
    }

    /**
     * Queue the run again after a delay. Its completeness, data and log stay; no error is counted.
     *
     * @param delay zero to {@link #LONGEST_DELAY}
     * @throws IllegalArgumentException if the delay is outside that range
     */
    public static RunResult again(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "delay is %s; expected zero to %s, which is a hundred years".formatted(delay, LONGEST_DELAY));
        }
        return new RunResult(NO_RESULT, delay);
    }

    /** Whether the run is finished, rather than to be run again. */
    public boolean finished() {
        return code != NO_RESULT;
    }

    /** The code the run is finished with, or -1 if it is to be run again. */
    public int code() {
        return code;
    }

    /** How long the run waits before it is run again; zero if it is finished. */
    public Duration delay() {
        return delay;
    }

    @Override
    public String toString() {
        return finished() ? "code " + code : "again in " + delay;
    }
}
