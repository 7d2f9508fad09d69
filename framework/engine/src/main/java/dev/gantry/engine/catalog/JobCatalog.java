package dev.gantry.engine.catalog;

/** Where the engine learns what jobs there are. Thread-safe. */
public interface JobCatalog {

    /** The jobs there are now. */
    Catalog current();

    /**
     * Be told, after {@link #current()} has changed.
     *
     * @param listener must not block
     */
    void onChange(Runnable listener);

    /** A catalog that never changes. */
    static JobCatalog fixed(Catalog catalog) {
        return new JobCatalog() {
            @Override
            public Catalog current() {
                return catalog;
            }

            @Override
            public void onChange(Runnable listener) {
                // Nothing will ever change.
            }
        };
    }
}
