package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import java.nio.file.Path;

/** What is said when bytes come back other than they were written. */
final class Damage {

    private Damage() {}

    static StoreUnavailableException missing(Path file, Path inventory) {
        return new StoreUnavailableException(
                "%s is missing; it held runs. Nothing was changed. Restore it from a backup, or move %s away too to go on without the runs in it."
                        .formatted(file, inventory));
    }

    static StoreUnavailableException in(Path file, long offset, String what) {
        return new StoreUnavailableException(
                "%s is damaged at offset %d: %s. Nothing was changed. Restore the data folder from a backup, or move this file and the inventory away to go on without the runs in it."
                        .formatted(file, offset, what));
    }

    static StoreUnavailableException in(Path file, String what, Throwable cause) {
        return new StoreUnavailableException(
                "%s is damaged: %s. Restore the file from a backup, or stop Gantry and move it and the inventory away to go on without the runs in it."
                        .formatted(file, what),
                cause);
    }
}
