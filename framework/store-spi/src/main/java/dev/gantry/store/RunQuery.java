package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Which runs to list, newest first.
 *
 * @param pathPrefix a branch or leaf: runs at this path or below it; empty: all
 * @param states the states to list; empty: all
 * @param tags tags that must all be there with just these values
 * @param created when the run must have been submitted
 * @param kin to whom the runs belong
 * @param below only runs with a smaller number: the number of the last run of the page before
 * @param limit how many at most
 */
public record RunQuery(
        String pathPrefix,
        Set<RunState> states,
        Map<String, String> tags,
        Span created,
        Kin kin,
        OptionalLong below,
        int limit) {

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
     * @param parent the run that queued them; absent: any or none
     */
    public record Kin(Optional<String> project, Optional<UUID> parent) {

        /** All runs. */
        public static final Kin ANY = new Kin(Optional.empty(), Optional.empty());

        /** Whether a run belongs to them. */
        public boolean includes(Run run) {
            return (project.isEmpty() || project.equals(run.project()))
                    && (parent.isEmpty() || parent.equals(run.request().origin().parent()));
        }
    }

    public RunQuery {
        requireNonNull(pathPrefix, "pathPrefix is null");
        states = Set.copyOf(states);
        tags = Map.copyOf(tags);
        requireNonNull(created, "created is null");
        requireNonNull(kin, "kin is null");
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
        this(pathPrefix, states, tags, created, Kin.ANY, below, limit);
    }

    /** The newest runs at or below a path. */
    public static RunQuery newest(String pathPrefix, int limit) {
        return new RunQuery(pathPrefix, Set.of(), Map.of(), Span.ALWAYS, Kin.ANY, OptionalLong.empty(), limit);
    }

    /** Whether a run is one of those asked for. */
    public boolean matches(Run run) {
        String path = run.request().path();
        return (below.isEmpty() || run.number() < below.getAsLong())
                && (pathPrefix.isEmpty() || path.equals(pathPrefix) || path.startsWith(pathPrefix + "/"))
                && (states.isEmpty() || states.contains(run.state()))
                && created.contains(run.createdAt())
                && kin.includes(run)
                && hasTags(run.request().options().tags());
    }

    private boolean hasTags(Map<String, String> found) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!tag.getValue().equals(found.get(tag.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
