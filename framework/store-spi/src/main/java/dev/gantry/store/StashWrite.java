package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * A stash to be written, if nobody has written it since it was read.
 *
 * @param run the run that the stash belongs to; nobody need have submitted it yet
 * @param json any JSON value, as text
 * @param expected the version that is to be replaced; 0: there is none yet
 * @param writer who writes it, for people to read
 * @param by the attempt that writes it, if it is one; it must still hold its run
 */
public record StashWrite(UUID run, String json, long expected, String writer, Optional<LeaseRef> by) {

    public StashWrite {
        requireNonNull(run, "run is null");
        requireNonNull(json, "json is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(by, "by is null");
    }

    /**
     * What became of it.
     *
     * @param stash the stash as it is now: the new one, or the one that was in the way
     * @param written whether it was written
     */
    public record Result(Optional<Stash> stash, boolean written) {

        public Result {
            requireNonNull(stash, "stash is null");
        }
    }
}
