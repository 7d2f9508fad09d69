package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import dev.gantry.store.memory.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * When the runs of a partition were submitted, began and finished, and with which result: all side by side, so that runs are
 * counted, and passed over, without being read. Moments are nanoseconds since 1970.
 */
final class Figures {

    private static final long NANOS = 1_000_000_000;
    private static final int RESULT_BITS = 32;
    private static final List<RunState> STATES =
            List.of(RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED);

    private final long[] created;
    private final long[] started;
    private final long[] ended;
    private final long[] outcomes;

    private Figures(ByteReader in) {
        created = in.getLongs();
        started = in.getLongs();
        ended = in.getLongs();
        outcomes = in.getLongs();
    }

    static Figures read(ByteReader in) {
        return new Figures(in);
    }

    /** Write those of finished runs. */
    static void write(ByteWriter out, List<Row> rows) {
        put(out, rows, run -> nanos(run.createdAt()));
        put(out, rows, run -> run.startedAt().map(Figures::nanos).orElse(Long.MIN_VALUE));
        put(out, rows, run -> nanos(run.stamp().updatedAt()));
        put(
                out,
                rows,
                run -> ((long) STATES.indexOf(run.state()) << RESULT_BITS)
                        | (run.standing().resultCode() & 0xFFFF_FFFFL));
    }

    private static void put(ByteWriter out, List<Row> rows, ToLongFunction<Run> figure) {
        long[] column = rows.stream().map(Row::run).mapToLong(figure).toArray();
        out.putLongs(column, 0, column.length);
    }

    /** What is too far away to be a moment of a run is as far away as can be. */
    private static long nanos(Instant moment) {
        long seconds = moment.getEpochSecond();
        return Math.abs(seconds) < Long.MAX_VALUE / NANOS
                ? seconds * NANOS + moment.getNano()
                : seconds < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
    }

    private RunState state(int index) {
        return STATES.get((int) (outcomes[index] >>> RESULT_BITS));
    }

    /** Clear the bits of runs that are not meant, as far as the figures tell; whether the rest of the filter lets others in. */
    void retain(RunFilter filter, BitSet bits) {
        Wish wish = Wish.of(filter);
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            if (!wish.includes(this, i)) {
                bits.clear(i);
            }
        }
    }

    /** Count runs. */
    void count(BitSet bits, TimeScale scale, RunTally.Counter counter) {
        long from = nanos(scale.from());
        long length = scale.micros() * 1_000;
        long[][] counts = new long[STATES.size()][scale.count() + 1];
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            long stretch = scale.count() == 0 || ended[i] < from ? -1 : (ended[i] - from) / length;
            counts[(int) (outcomes[i] >>> RESULT_BITS)][stretch < scale.count() ? (int) stretch + 1 : 0]++;
        }
        for (RunState state : STATES) {
            long[] byStretch = counts[STATES.indexOf(state)];
            for (int stretch = 0; stretch < byStretch.length; stretch++) {
                if (byStretch[stretch] > 0) {
                    counter.add(state, stretch - 1, byStretch[stretch]);
                }
            }
        }
    }

    /** A span from the first moment inside to the first after. */
    private record Bounds(long from, long to) {

        private static Bounds of(Span span) {
            return new Bounds(
                    span.from().map(Figures::nanos).orElse(Long.MIN_VALUE),
                    span.to().map(Figures::nanos).orElse(Long.MAX_VALUE));
        }

        private boolean contains(long moment) {
            return moment >= from && moment < to;
        }
    }

    /** The part of a filter that the figures tell of. */
    private record Wish(
            Set<RunState> states, Bounds created, Bounds ended, Set<Integer> results, Optional<Duration> took) {

        private static Wish of(RunFilter filter) {
            RunFilter.Outcome outcome = filter.outcome();
            return new Wish(
                    filter.states(),
                    Bounds.of(filter.created()),
                    Bounds.of(outcome.ended()),
                    outcome.results(),
                    outcome.lasting().map(RunFilter.Lasting::atLeast));
        }

        private boolean includes(Figures figures, int i) {
            return created.contains(figures.created[i])
                    && ended.contains(figures.ended[i])
                    && (states.isEmpty() || states.contains(figures.state(i)))
                    && (results.isEmpty() || results.contains((int) figures.outcomes[i]))
                    && (took.isEmpty() || lasted(figures, i, took.get()));
        }

        private static boolean lasted(Figures figures, int i, Duration atLeast) {
            return figures.started[i] != Long.MIN_VALUE
                    && Duration.ofNanos(figures.ended[i] - figures.started[i]).compareTo(atLeast) >= 0;
        }
    }
}
