package dev.gantry.store.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Deletes the contents that no run needs any more. */
public final class Sweep {

    /** How long a content may stay without a name. */
    private static final Duration NAMELESS = Duration.ofDays(1);

    private final FolderContents contents;
    private final InstantSource clock;
    private final Function<UUID, Optional<Set<String>>> named;

    /**
     * Sweep for a store.
     *
     * @param named the ids of the contents that have names in a run; empty if the store knows nothing of the run
     */
    public Sweep(FolderContents contents, InstantSource clock, Function<UUID, Optional<Set<String>>> named) {
        this.contents = requireNonNull(contents, "contents is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.named = requireNonNull(named, "named is null");
    }

    /** Look through the whole folder, as after a restart. */
    public void all() throws IOException {
        sweep(contents.runs());
    }

    /** Delete what nobody has named for a day. */
    public void nameless() throws IOException {
        sweep(contents.touched());
    }

    private void sweep(Set<UUID> runs) throws IOException {
        Instant aDayAgo = clock.instant().minus(NAMELESS);
        for (UUID run : runs) {
            contents.sweep(run, () -> named.apply(run).orElse(Set.of()), aDayAgo);
        }
    }

    /** Delete all that belonged to runs that were dropped, unless the store knows one of them again. */
    public void dropped(Collection<UUID> runs) throws IOException {
        for (UUID run : runs) {
            if (contents.isThere(run) && named.apply(run).isEmpty()) {
                contents.sweep(run, () -> named.apply(run).orElse(Set.of()), Instant.MAX);
            }
        }
    }
}
