package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a partition holds, small enough to stay in heap: enough to say what it does not hold without reading from it.
 *
 * @param generation the generation whose finished runs it holds
 * @param numbers the numbers of its runs, rising
 * @param uuids fingerprints of the uuids
 * @param keys fingerprints of the idempotency keys
 * @param firstCreated when the first of its runs was submitted
 * @param lastCreated when the last of its runs was submitted
 * @param lastFinished when the last of its runs finished
 */
record Contents(
        long generation,
        Numbers numbers,
        Prints uuids,
        Prints keys,
        Instant firstCreated,
        Instant lastCreated,
        Instant lastFinished) {

    /** What a partition of these runs holds; they are in the order of their numbers, and at least one. */
    static Contents of(long generation, List<Row> rows) {
        long[] uuids = new long[rows.size()];
        LongStream.Builder keys = LongStream.builder();
        for (int i = 0; i < uuids.length; i++) {
            Row row = rows.get(i);
            int index = i;
            uuids[i] = Prints.entry(print(row.uuid()), i);
            IdempotencyKey.of(row.run().request()).ifPresent(key -> keys.add(Prints.entry(print(key), index)));
        }
        return new Contents(
                generation,
                Numbers.of(rows.stream().mapToLong(row -> row.run().number()).toArray()),
                Prints.of(uuids),
                Prints.of(keys.build().toArray()),
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

    // Not hashCode() of a UUID or a record: no Java version promises the next one's, and these are written to disk.

    static int print(UUID uuid) {
        return Long.hashCode(uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits());
    }

    static int print(IdempotencyKey key) {
        return 31 * key.path().hashCode() + key.key().hashCode();
    }

    static Contents read(ByteReader in) {
        return new Contents(
                in.getNumber(),
                Numbers.read(in),
                Prints.read(in),
                Prints.read(in),
                in.getInstant(),
                in.getInstant(),
                in.getInstant());
    }

    void write(ByteWriter out) {
        out.putNumber(generation);
        numbers.write(out);
        uuids.write(out);
        keys.write(out);
        out.putInstant(firstCreated).putInstant(lastCreated).putInstant(lastFinished);
    }

    /** Whether a run that was submitted within a span may be here. */
    boolean mayHoldFrom(Span span) {
        return span.from().map(from -> !lastCreated.isBefore(from)).orElse(true)
                && span.to().map(firstCreated::isBefore).orElse(true);
    }
}
