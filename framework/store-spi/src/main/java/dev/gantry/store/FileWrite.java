package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * A name to be given to a content, in place of what has that name.
 *
 * @param run the run that the file belongs to; nobody need have submitted it yet
 * @param file name and content
 * @param by the attempt that writes it, if it is one; it must still hold its run
 */
public record FileWrite(UUID run, StoredFile file, Optional<LeaseRef> by) {

    public FileWrite {
        requireNonNull(run, "run is null");
        requireNonNull(file, "file is null");
        requireNonNull(by, "by is null");
    }
}
