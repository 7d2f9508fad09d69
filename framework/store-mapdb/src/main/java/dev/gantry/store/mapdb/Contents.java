package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.memory.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a partition holds, small enough to stay in heap: enough to say what it does not hold without reading from it.
 *
 * @param generation the generation whose finished runs it holds
 * @param numbers the numbers of its runs, rising
 * @param firstCreated when the first of its runs was submitted
 * @param lastCreated when the last of its runs was submitted
 * @param lastFinished when the last of its runs finished
 */
record Contents(long generation, Numbers numbers, Instant firstCreated, Instant lastCreated, Instant lastFinished) {

    /** What a partition of these runs holds; they are in the order of their numbers, and at least one. */
    static Contents of(long generation, List<Row> rows) {
        return new Contents(
                generation,
                Numbers.of(rows.stream().mapToLong(row -> row.run().number()).toArray()),
                moments(rows).min(Comparator.naturalOrder()).orElseThrow(),
                moments(rows).max(Comparator.naturalOrder()).orElseThrow(),
                rows.stream()
                        .map(row -> row.run().stamp().updatedAt())
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static Stream<Instant> moments(List<Row> rows) {
        return rows.stream().map(Row::run).map(Run::createdAt);
    }

    static Contents read(ByteReader in) {
        return new Contents(in.getNumber(), Numbers.read(in), in.getInstant(), in.getInstant(), in.getInstant());
    }

    void write(ByteWriter out) {
        out.putNumber(generation);
        numbers.write(out);
        out.putInstant(firstCreated).putInstant(lastCreated).putInstant(lastFinished);
    }

    /** Whether a run that is asked for may be here, as far as its number and times tell. */
    boolean mayHold(RunQuery query) {
        return numbers.first() < query.below().orElse(Long.MAX_VALUE) && mayHold(query.filter());
    }

    /** Whether a run that is meant may be here, as far as its times tell. */
    boolean mayHold(RunFilter filter) {
        Span ended = filter.outcome().ended();
        return mayHoldFrom(filter.created())
                && ended.from().map(from -> !lastFinished.isBefore(from)).orElse(true);
    }

    private boolean mayHoldFrom(Span span) {
        return span.from().map(from -> !lastCreated.isBefore(from)).orElse(true)
                && span.to().map(firstCreated::isBefore).orElse(true);
    }
}
