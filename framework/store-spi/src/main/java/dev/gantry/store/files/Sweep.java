package dev.gantry.store.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
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

    /** The runs with contents that the store knows. */
    public Set<UUID> known() throws IOException {
        Set<UUID> known = new HashSet<>(contents.runs());
        known.removeIf(run -> named.apply(run).isEmpty());
        return known;
    }

    /** Delete what nobody has named for a day, and all that belonged to runs that are no longer known. */
    public void run(Set<UUID> knownBefore) throws IOException {
        Instant aDayAgo = clock.instant().minus(NAMELESS);
        for (UUID run : contents.runs()) {
            Optional<Set<String>> names = named.apply(run);
            boolean dropped = names.isEmpty() && knownBefore.contains(run);
            contents.sweep(run, names.orElse(Set.of()), dropped ? Instant.MAX : aDayAgo);
        }
    }
}
