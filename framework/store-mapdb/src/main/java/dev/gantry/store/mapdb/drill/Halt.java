package dev.gantry.store.mapdb.drill;

import java.util.Locale;

/**
 * A point at which the process dies, as if killed.
 *
 * @param when whether the step was done
 * @param step what the store asks of its disk
 * @param count at which such step, from 1
 */
public record Halt(When when, Step step, int count) {

    /** Where in a step. */
    public enum When {
        BEFORE,
        /** Half of what a write writes is written; for other steps the same as after. */
        AMID,
        AFTER
    }

    /** What the store asks of its disk. */
    public enum Step {
        WRITE,
        FORCE,
        RENAME,
        DELETE,
        FORCE_FOLDER
    }

    String text() {
        return "%s:%s:%d".formatted(when, step, count).toLowerCase(Locale.ROOT);
    }

    static Halt parse(String text) {
        String[] parts = text.toUpperCase(Locale.ROOT).split(":", -1);
        return new Halt(When.valueOf(parts[0]), Step.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }
}
