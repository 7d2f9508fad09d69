package dev.gantry.app.chaos;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a committed transaction did to a run, as the database wrote it down.
 *
 * @param order the order in which the database did it: what could see another change has a higher one
 * @param at when, by the database's clock
 * @param session who did it: each process logs in under a name of its own
 * @param run the run's number
 * @param before the run as it was; absent if it was created
 * @param after the run as it is; the same as before if only its data were written
 */
record RunChange(long order, Instant at, String session, long run, Optional<Standing> before, Standing after) {

    /**
     * How a run stands.
     *
     * @param state its state
     * @param fence the fence of its last claim
     * @param leaseUntil when its lease runs out, by the database's clock; meaningless unless it is RUNNING
     */
    record Standing(State state, long fence, Instant leaseUntil) {}

    /** The states of a run. */
    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        boolean isTerminal() {
            return this != QUEUED && this != RUNNING;
        }
    }

    boolean isClaim() {
        return before.isPresent() && after.fence() > before.get().fence();
    }

    boolean isEnd() {
        return after.state().isTerminal()
                && before.map(was -> !was.state().isTerminal()).orElse(true);
    }
}
