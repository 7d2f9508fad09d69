package dev.gantry.store;

import static java.util.Objects.requireNonNull;

/**
 * The end of an attempt.
 *
 * @param last what the attempt reported last; applied together with the ending or not at all
 * @param ending how the attempt ended
 */
public record Completion(RunUpdate last, Ending ending) {

    public Completion {
        requireNonNull(last, "last is null");
        requireNonNull(ending, "ending is null");
    }
}
