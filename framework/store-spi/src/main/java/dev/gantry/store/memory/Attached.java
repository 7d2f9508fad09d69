package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.RemoteRun;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;

/** Something that was added to the {@link Attachments} of a run. */
public sealed interface Attached {

    /** A stash in place of the one that was there. */
    record ToStash(Stash stash) implements Attached {

        public ToStash {
            requireNonNull(stash, "stash is null");
        }
    }

    /** A file in place of the one with its name. */
    record ToFiles(StoredFile file) implements Attached {

        public ToFiles {
            requireNonNull(file, "file is null");
        }
    }

    /** A run on another server that the run queued. */
    record ToRemotes(RemoteRun child) implements Attached {

        public ToRemotes {
            requireNonNull(child, "child is null");
        }
    }
}
