package dev.gantry.engine;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.Submission;

/** What became of one of many runs that were submitted together. */
public sealed interface SubmitResult {

    /**
     * The run is there.
     *
     * @param submission the new run, or the one that has the same idempotency key
     */
    record Taken(Submission submission) implements SubmitResult {

        public Taken {
            requireNonNull(submission, "submission is null");
        }
    }

    /**
     * The run was not submitted.
     *
     * @param why what is wrong with it, such as {@link dev.gantry.schema.InvalidParamsException} or
     *     {@link IdempotencyClashException}
     */
    record Refused(Exception why) implements SubmitResult {

        public Refused {
            requireNonNull(why, "why is null");
        }
    }
}
