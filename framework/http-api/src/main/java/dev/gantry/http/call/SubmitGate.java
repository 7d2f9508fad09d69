package dev.gantry.http.call;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets only so many submits of one job be checked at once. A params record is code of a plugin, and a constructor that does
 * not return keeps its thread; without a bound one such job would in time take all threads that there can be.
 */
public final class SubmitGate {

    private final int most;
    private final Map<String, Integer> inside = new ConcurrentHashMap<>();

    /**
     * Make one.
     *
     * @param most more than threads there are as a rule, so that only what holds threads for long is ever refused
     */
    public SubmitGate(int most) {
        this.most = most;
    }

    /** Goes on to check a submit. */
    interface Check<T> {
        T run() throws UnreadableJsonException, InvalidParamsException;
    }

    /**
     * Check a submit.
     *
     * @throws ProblemException if there are too many of the job under way
     */
    <T> T pass(JobDefinition job, Check<T> check) throws UnreadableJsonException, InvalidParamsException {
        if (inside.merge(job.path(), 1, Integer::sum) > most) {
            leave(job);
            throw ProblemException.paramsHeld(job.path(), most);
        }
        try {
            return check.run();
        } finally {
            leave(job);
        }
    }

    private void leave(JobDefinition job) {
        inside.computeIfPresent(job.path(), (path, count) -> count == 1 ? null : count - 1);
    }
}
