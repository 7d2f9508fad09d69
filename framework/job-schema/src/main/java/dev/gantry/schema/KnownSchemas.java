package dev.gantry.schema;

import java.util.Optional;

/**
 * Keeps what was generated for the params records of one plugin, so that it need not be generated again. An implementation
 * answers for exactly the classes and the Gantry that it was told about, and is thread-safe.
 */
public interface KnownSchemas {

    /** Nothing is known, and nothing is kept. */
    KnownSchemas NONE = new KnownSchemas() {
        @Override
        public Optional<String> find(String className) {
            return Optional.empty();
        }

        @Override
        public void add(String className, String schema) {
            // to be generated again when it is asked for again
        }
    };

    /** What was generated for a params record; empty if nothing was, or if it was refused. */
    Optional<String> find(String className);

    /**
     * Take notice of a params record in which nothing is wrong.
     *
     * @param schema JSON text for {@link #find}, of no other use
     */
    void add(String className, String schema);
}
