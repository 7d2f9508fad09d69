package dev.gantry.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many runs there are of each state.
 *
 * @param counts how many of each state; states without any are absent
 * @param ended by the stretch of time in which they finished, how many of each state; what is empty is absent
 * @param complete whether all runs were looked at; if not, there are at least so many
 */
public record RunTally(Map<RunState, Long> counts, Map<Integer, Map<RunState, Long>> ended, boolean complete) {

    public RunTally {
        counts = Map.copyOf(counts);
        ended = Map.copyOf(ended);
    }

    /** How many runs in all. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts runs, one by one. Used by one thread. */
    public static final class Counter {

        private final TimeScale scale;
        private final Map<RunState, Long> counts = new EnumMap<>(RunState.class);
        private final Map<Integer, Map<RunState, Long>> ended = new TreeMap<>();

        /** Begin with none. */
        public Counter(TimeScale scale) {
            this.scale = scale;
        }

        /** Count a run. */
        public void add(Run run) {
            add(run.state(), run.endedAt().map(scale::indexOf).orElse(-1), 1);
        }

        /** Count runs of a state that finished in a stretch of time; -1: in none that is asked for. */
        public void add(RunState state, int stretch, long runs) {
            counts.merge(state, runs, Long::sum);
            if (stretch >= 0) {
                ended.computeIfAbsent(stretch, absent -> new EnumMap<>(RunState.class))
                        .merge(state, runs, Long::sum);
            }
        }

        /** What was counted, all there was. */
        public RunTally tally() {
            return new RunTally(counts, ended, true);
        }

        /** What was counted, with more left that was not. */
        public RunTally atLeast() {
            return new RunTally(counts, ended, false);
        }
    }
}
