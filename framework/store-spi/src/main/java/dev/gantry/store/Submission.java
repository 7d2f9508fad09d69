package dev.gantry.store;

import static java.util.Objects.requireNonNull;

/**
 * What became of a {@link NewRun}.
 *
 * @param run the run as it is now: the new one, or the one that already had the uuid or the idempotency key
 * @param created whether this submit created it
 */
public record Submission(Run run, boolean created) {

    public Submission {
        requireNonNull(run, "run is null");
    }
}
