package dev.gantry.store.mapdb;

import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Writes finished runs into a partition file. */
final class PartitionWriter {

    static final String CONTENTS = "contents";
    static final String SKETCH = "sketch";
    static final String TERMS = "terms";
    static final String FIGURES = "figures";

    private final ByteWriter out = new ByteWriter();

    /** Write runs, in the order of their numbers, into a new file. */
    void write(Path file, Contents contents, List<Row> rows) {
        try (PartitionFile.Writer writer = new PartitionFile.Writer(file)) {
            for (Row row : rows) {
                writer.add(row.run().number(), run(row), body(row));
            }
            Map<Integer, Posting> postings = postings(rows);
            postings.forEach((term, posting) -> writer.addPosting(term, posting.record(out, term, rows.size())));
            Sealed.begin(out).putNumber(postings.size());
            postings.keySet().forEach(out::putInt);
            writer.addCatalog(TERMS, Sealed.end(out));
            long[] identities = writeBuckets(writer, rows);
            LongStream terms = postings.keySet().stream().mapToLong(Hash::ofTerm);
            Sketch.of(LongStream.concat(terms, Arrays.stream(identities)).toArray())
                    .write(Sealed.begin(out));
            writer.addCatalog(SKETCH, Sealed.end(out));
            contents.write(Sealed.begin(out).putNumber(Buckets.countFor(identities.length)));
            writer.addCatalog(CONTENTS, Sealed.end(out));
            Figures.write(Sealed.begin(out), rows);
            writer.addCatalog(FIGURES, Sealed.end(out));
            writer.finish();
        }
    }

    private long[] writeBuckets(PartitionFile.Writer writer, List<Row> rows) {
        long[] hashes = new long[2 * rows.size()];
        int[] indexes = new int[2 * rows.size()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            hashes[count] = Hash.of(rows.get(i).uuid());
            indexes[count++] = i;
            Optional<IdempotencyKey> key = IdempotencyKey.of(rows.get(i).run().request());
            if (key.isPresent()) {
                hashes[count] = Hash.of(key.get());
                indexes[count++] = i;
            }
        }
        long[] all = Arrays.copyOf(hashes, count);
        Buckets.write(out, all, Arrays.copyOf(indexes, count), (record, bucket) -> writer.addBucket(bucket, record));
        return all;
    }

    private byte[] run(Row row) {
        RunCodec.putRun(Sealed.begin(out), row.run());
        RunCodec.putDigest(out, row.log().digest());
        return Sealed.end(out);
    }

    private byte[] body(Row row) {
        // The number tells a body that was found in the place of another.
        Sealed.begin(out).putNumber(row.run().number());
        RunCodec.putBody(out, row);
        return Sealed.end(out);
    }

    private static Map<Integer, Posting> postings(List<Row> rows) {
        Map<Integer, Posting> postings = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int term : terms(rows.get(i))) {
                postings.computeIfAbsent(term, absent -> new Posting()).add(i);
            }
        }
        return postings;
    }

    /** All terms of a row. */
    static List<Integer> terms(Row row) {
        List<Integer> terms = new ArrayList<>(Terms.of(row.run()));
        if (!row.attachments().contents().isEmpty()) {
            terms.add(Terms.files());
        }
        return terms;
    }
}
