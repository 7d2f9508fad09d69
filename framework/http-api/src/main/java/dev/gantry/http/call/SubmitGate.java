package dev.gantry.http.call;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Refuses further submits of a job of which some hang. A params record is code of a plugin, and a constructor that does not
 * return keeps its thread; without a bound one such job would in time take all threads that there can be. Thread-safe.
 */
public final class SubmitGate {

    private static final int MOST_HANGING = 8;

    /** Much longer than a check takes on the busiest machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private final Set<Pass> inside = ConcurrentHashMap.newKeySet();

    /** Make one that goes by the time of the machine. */
    public SubmitGate() {
        this(System::nanoTime);
    }

    SubmitGate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Goes on to check a submit. */
    interface Check<T> {
        T run() throws UnreadableJsonException, InvalidParamsException;
    }

    /** A submit that is being checked. Each is like no other. */
    private static final class Pass {

        private final String job;
        private final long since;

        private Pass(String job, long since) {
            this.job = job;
            this.since = since;
        }
    }

    /**
     * Check a submit.
     *
     * @throws ProblemException if too many of the job hang
     */
    <T> T pass(JobDefinition job, Check<T> check) throws UnreadableJsonException, InvalidParamsException {
        return pass(job.path(), check);
    }

    <T> T pass(String job, Check<T> check) throws UnreadableJsonException, InvalidParamsException {
        Pass pass = new Pass(job, nanos.getAsLong());
        if (inside.size() >= MOST_HANGING && hanging(pass) >= MOST_HANGING) {
            throw ProblemException.paramsHeld(job, MOST_HANGING, PATIENCE);
        }
        inside.add(pass);
        try {
            return check.run();
        } finally {
            inside.remove(pass);
        }
    }

    private long hanging(Pass next) {
        return inside.stream()
                .filter(pass -> pass.job.equals(next.job) && next.since - pass.since > PATIENCE.toNanos())
                .count();
    }
}
