package dev.gantry.store.postgres;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A run that could be given away.
 *
 * @param lane where it waits, or waited before it was begun
 * @param runAt when it was due, in microseconds
 * @param number its number
 * @param abandoned whether it is RUNNING, and its lease ran out
 * @param parked whether it is RUNNING and waits for others
 * @param sound whether it has had no error, as far as that is known
 */
record Candidate(Lane lane, long runAt, long number, boolean abandoned, boolean parked, boolean sound) {

    /** Who goes first. */
    static final Comparator<Candidate> FIRST_SERVED = Comparator.<Candidate>comparingInt(
                    candidate -> candidate.lane().precedence())
            .thenComparingLong(Candidate::runAt)
            .thenComparingLong(Candidate::number);

    Candidate {
        requireNonNull(lane, "lane is null");
    }

    /**
     * What runs have in common that wait one behind the other.
     *
     * @param project their project; empty: none
     * @param jobType the type of their job
     * @param precedence the complement of their priority
     */
    record Lane(String project, String jobType, int precedence) {

        Lane {
            requireNonNull(project, "project is null");
            requireNonNull(jobType, "jobType is null");
        }
    }
}
