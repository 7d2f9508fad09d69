package dev.gantry.store.mapdb.drill;

import java.util.Locale;

/** A bug that can be switched on, to see that {@code gantry verify} finds it. */
public enum PlantedBug {
    /** Most frames are acknowledged long before they are forced. */
    LATE_FORCE,
    /** Names of files are never forced. */
    NO_FOLDER_FORCE,
    /** A force that fails counts as done. */
    SWALLOWED_FAILURE,
    /** The checksums of the journal's frames are not looked at. */
    NO_CHECKSUM,
    /** Whoever writes to a run counts as the holder of its lease. */
    IGNORED_FENCE,
    /** Who replaces a file is told so, and the old content stays. */
    STALE_FILE,
    /** Nobody remembers which run queued a child. */
    ORPHANED_CHILDREN,
    /** The limits of jobs are not looked at. */
    NO_LIMIT,
    /** Idempotency keys are not looked at. */
    NO_KEY,
    /** A cancel is acknowledged and forgotten. */
    FORGOTTEN_CANCEL,
    /** The data that an attempt publishes last is dropped. */
    LOST_DATA;

    /** Its name on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The bug of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PlantedBug ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
