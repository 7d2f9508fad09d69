package dev.gantry.app.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened in a cluster.
 *
 * @param acknowledged the names of the runs that somebody was told are there
 * @param runs the runs that there are, by their numbers
 * @param changes what was done to them, in order
 * @param limits how many runs may be RUNNING at once, by job type or project; others are not limited
 * @param lastFault when the last fault was over, by the database's clock
 * @param patience how long nothing may end after that
 * @param stalls when the machine did nothing at all
 */
record ClusterHistory(
        Set<String> acknowledged,
        Map<Long, Submitted> runs,
        List<RunChange> changes,
        Map<String, Integer> limits,
        Instant lastFault,
        Duration patience,
        List<Stall> stalls) {

    ClusterHistory {
        acknowledged = Set.copyOf(acknowledged);
        runs = Map.copyOf(runs);
        changes = List.copyOf(changes);
        limits = Map.copyOf(limits);
        stalls = List.copyOf(stalls);
    }

    /**
     * A run that there is.
     *
     * @param name what its submitter calls it
     * @param jobType the type of its job
     * @param project its project; empty without
     */
    record Submitted(String name, String jobType, String project) {}

    /** A time in which the machine did nothing. */
    record Stall(Instant from, Instant to) {

        Duration within(Instant first, Instant last) {
            Instant begin = from.isAfter(first) ? from : first;
            Instant end = to.isBefore(last) ? to : last;
            return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
        }
    }
}
