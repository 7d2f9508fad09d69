package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

/** The params of a run, at hand or to be fetched. */
@FunctionalInterface
public interface Params {

    /** The params as JSON text. May read from a disk; safe to call from any thread. */
    String text();

    /** Params that are at hand. */
    static Params held(String text) {
        requireNonNull(text, "text is null");
        return () -> text;
    }
}
