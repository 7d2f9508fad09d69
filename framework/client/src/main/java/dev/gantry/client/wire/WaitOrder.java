package dev.gantry.client.wire;

import java.util.List;

/**
 * Runs to be waited for.
 *
 * @param runs which, at most 1,000
 * @param seconds how long, from 0 to 300
 */
public record WaitOrder(List<Address> runs, int seconds) {

    /** How many runs can be waited for at once. */
    public static final int MOST_RUNS = 1_000;

    /** How long a server waits at most. */
    public static final int MOST_SECONDS = 300;

    public WaitOrder {
        runs = List.copyOf(runs);
    }

    /**
     * The address of a run.
     *
     * @param project its project
     * @param jobId its job id
     */
    public record Address(String project, String jobId) {}
}
