package dev.gantry.store.memory;

import dev.gantry.store.Run;
import java.util.Optional;
import java.util.UUID;

/** Finished runs that a {@link Ledger} has let go of and that are still kept. */
public interface Archive {

    /** An archive with nothing in it. */
    Archive NONE = new Archive() {
        @Override
        public Optional<Row> find(UUID uuid) {
            return Optional.empty();
        }

        @Override
        public Optional<Run> run(UUID uuid) {
            return Optional.empty();
        }

        @Override
        public Optional<Row> find(IdempotencyKey key) {
            return Optional.empty();
        }
    };

    /** Find a run. */
    Optional<Row> find(UUID uuid);

    /** Find a run without its bulky parts. */
    Optional<Run> run(UUID uuid);

    /** Find the run that was submitted under a key. */
    Optional<Row> find(IdempotencyKey key);
}
