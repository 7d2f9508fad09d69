package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What belongs to a run, whether or not somebody has submitted it.
 *
 * @param run the run
 * @param stash its stash
 * @param files its files
 */
public record Belongings(UUID run, Optional<Stash> stash, List<StoredFile> files) {

    public Belongings {
        requireNonNull(run, "run is null");
        requireNonNull(stash, "stash is null");
        files = List.copyOf(files);
    }

    /** The same with other files. */
    public Belongings withFiles(List<StoredFile> others) {
        return new Belongings(run, stash, others);
    }
}
