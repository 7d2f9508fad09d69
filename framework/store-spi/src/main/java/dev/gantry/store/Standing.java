package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param state its state
 * @param runAt when it is or was due
 * @param attempts how many attempts were begun
 * @param errorCount how many attempts broke with an error that counts, since the last retry
 * @param resultCode the code it was finished with; {@link #UNFINISHED} until then
 * @param cancelRequested whether somebody cancelled it; once true, it can only end as CANCELLED
 * @param startedAt when its first attempt began, since the last retry; absent until then
 */
public record Standing(
        RunState state,
        Instant runAt,
        int attempts,
        int errorCount,
        int resultCode,
        boolean cancelRequested,
        Optional<Instant> startedAt) {

    /** The result code of a run that is not finished. */
    public static final int UNFINISHED = -1;

    public Standing {
        requireNonNull(state, "state is null");
        requireNonNull(runAt, "runAt is null");
        requireNonNull(startedAt, "startedAt is null");
    }
}
