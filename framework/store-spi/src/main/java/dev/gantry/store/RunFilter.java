package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunQuery.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs are meant.
 *
 * @param pathPrefix a branch or leaf: runs at this path or below it; empty: all
 * @param states the states that are meant; empty: all
 * @param tags tags that must all be there with just these values
 * @param created when the run must have been submitted
 * @param kin to whom the runs belong
 * @param outcome how it went with them
 */
public record RunFilter(
        String pathPrefix, Set<RunState> states, Map<String, String> tags, Span created, Kin kin, Outcome outcome) {

    /** All runs. */
    public static final RunFilter ALL = new RunFilter("", Set.of(), Map.of(), Span.ALWAYS, Kin.ANY, Outcome.ANY);

    /**
     * How it went with runs.
     *
     * @param ended when a finished run must have finished; one that is not finished is meant if the span is open to the future
     * @param results the result codes that are meant; empty: all
     * @param lasting how long it must have run; absent: however long
     */
    public record Outcome(Span ended, Set<Integer> results, Optional<Lasting> lasting) {

        /** However it went. */
        public static final Outcome ANY = new Outcome(Span.ALWAYS, Set.of(), Optional.empty());

        public Outcome {
            requireNonNull(ended, "ended is null");
            results = Set.copyOf(results);
            requireNonNull(lasting, "lasting is null");
        }

        /** Whether it went so with a run. */
        public boolean includes(Run run) {
            return run.endedAt().map(ended::contains).orElseGet(() -> ended.to().isEmpty())
                    && (results.isEmpty() || results.contains(run.standing().resultCode()))
                    && lasting.map(time -> time.includes(run)).orElse(true);
        }
    }

    /**
     * A time that runs must have taken: from their first attempt to their end, or to the present.
     *
     * @param atLeast how long at least
     * @param asOf the present
     */
    public record Lasting(Duration atLeast, Instant asOf) {

        public Lasting {
            requireNonNull(atLeast, "atLeast is null");
            requireNonNull(asOf, "asOf is null");
        }

        private boolean includes(Run run) {
            return run.startedAt()
                    .filter(started ->
                            !started.plus(atLeast).isAfter(run.endedAt().orElse(asOf)))
                    .isPresent();
        }
    }

    public RunFilter {
        requireNonNull(pathPrefix, "pathPrefix is null");
        states = Set.copyOf(states);
        tags = Map.copyOf(tags);
        requireNonNull(created, "created is null");
        requireNonNull(kin, "kin is null");
        requireNonNull(outcome, "outcome is null");
    }

    /** The runs at or below a path. */
    public static RunFilter below(String pathPrefix) {
        return new RunFilter(pathPrefix, Set.of(), Map.of(), Span.ALWAYS, Kin.ANY, Outcome.ANY);
    }

    /** These, as far as they are in some states. */
    public RunFilter in(Set<RunState> only) {
        return new RunFilter(pathPrefix, only, tags, created, kin, outcome);
    }

    /** These, as far as they belong to somebody. */
    public RunFilter of(Kin only) {
        return new RunFilter(pathPrefix, states, tags, created, only, outcome);
    }

    /** These, as far as it went so with them. */
    public RunFilter with(Outcome only) {
        return new RunFilter(pathPrefix, states, tags, created, kin, only);
    }

    /** Whether a run is one of those that are meant. */
    public boolean matches(Run run) {
        String path = run.request().path();
        return (pathPrefix.isEmpty() || path.equals(pathPrefix) || path.startsWith(pathPrefix + "/"))
                && (states.isEmpty() || states.contains(run.state()))
                && created.contains(run.createdAt())
                && kin.includes(run)
                && hasTags(run.request().options().tags())
                && outcome.includes(run);
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
