package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.RunFilter.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Which runs to list, newest first.
 *
 * @param filter the runs that are meant
 * @param below only runs with a smaller number: the number of the last run of the page before
 * @param limit how many at most
 */
public record RunQuery(RunFilter filter, OptionalLong below, int limit) {

    /**
     * A span of time.
     *
     * @param from the first moment inside; absent: open
     * @param to the first moment after; absent: open
     */
    public record Span(Optional<Instant> from, Optional<Instant> to) {

        /** All of time. */
        public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());

        /** Whether a moment is inside. */
        public boolean contains(Instant moment) {
            return from.map(first -> !moment.isBefore(first)).orElse(true)
                    && to.map(moment::isBefore).orElse(true);
        }
    }

    /**
     * To whom runs belong.
     *
     * @param project the project they are in; absent: any or none
     * @param parents the runs that queued them; empty: any or none
     */
    public record Kin(Optional<String> project, Set<UUID> parents) {

        /** All runs. */
        public static final Kin ANY = new Kin(Optional.empty(), Set.of());

        public Kin {
            requireNonNull(project, "project is null");
            parents = Set.copyOf(parents);
        }

        /** The children of runs, in whatever project. */
        public static Kin childrenOf(Set<UUID> parents) {
            return new Kin(Optional.empty(), parents);
        }

        /** The runs of a project. */
        public static Kin inProject(String project) {
            return new Kin(Optional.of(project), Set.of());
        }

        /** Whether a run belongs to them. */
        public boolean includes(Run run) {
            return (project.isEmpty() || project.equals(run.project()))
                    && (parents.isEmpty()
                            || run.request()
                                    .origin()
                                    .parent()
                                    .filter(parents::contains)
                                    .isPresent());
        }
    }

    public RunQuery {
        requireNonNull(filter, "filter is null");
        requireNonNull(below, "below is null");
        if (limit < 1) {
            throw new IllegalArgumentException("limit is %d; expected at least 1".formatted(limit));
        }
    }

    /** Runs whomever they belong to. */
    public RunQuery(
            String pathPrefix,
            Set<RunState> states,
            Map<String, String> tags,
            Span created,
            OptionalLong below,
            int limit) {
        this(new RunFilter(pathPrefix, states, tags, created, Kin.ANY, Outcome.ANY), below, limit);
    }

    /** The newest runs at or below a path. */
    public static RunQuery newest(String pathPrefix, int limit) {
        return new RunQuery(RunFilter.below(pathPrefix), OptionalLong.empty(), limit);
    }

    /** Whether a run is one of those asked for. */
    public boolean matches(Run run) {
        return (below.isEmpty() || run.number() < below.getAsLong()) && filter.matches(run);
    }
}
