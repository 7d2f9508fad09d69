package dev.gantry.store.mapdb;

import dev.gantry.store.memory.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes finished runs into a partition file. */
final class PartitionWriter {

    static final String CONTENTS = "contents";
    static final String TERMS = "terms";

    private final ByteWriter out = new ByteWriter();

    /** Write runs, in the order of their numbers, into a new file. */
    void write(Path file, Contents contents, List<Row> rows) {
        try (PartitionFile.Writer writer = new PartitionFile.Writer(file)) {
            for (Row row : rows) {
                writer.add(row.run().number(), run(row), body(row));
            }
            Map<Integer, List<Integer>> postings = postings(rows);
            postings.forEach((term, indexes) -> writer.addPosting(term, posting(term, indexes)));
            Sealed.begin(out).putNumber(postings.size());
            postings.keySet().forEach(out::putInt);
            writer.addCatalog(TERMS, Sealed.end(out));
            contents.write(Sealed.begin(out));
            writer.addCatalog(CONTENTS, Sealed.end(out));
            writer.finish();
        }
    }

    private byte[] run(Row row) {
        RunCodec.putRun(Sealed.begin(out), row.run());
        return Sealed.end(out);
    }

    private byte[] body(Row row) {
        // The number tells a body that was found in the place of another.
        Sealed.begin(out).putNumber(row.run().number());
        RunCodec.putBody(out, row);
        return Sealed.end(out);
    }

    private static Map<Integer, List<Integer>> postings(List<Row> rows) {
        Map<Integer, List<Integer>> postings = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int index = i;
            for (int term : Terms.of(rows.get(i).run())) {
                postings.computeIfAbsent(term, absent -> new ArrayList<>()).add(index);
            }
        }
        return postings;
    }

    private byte[] posting(int term, List<Integer> indexes) {
        Sealed.begin(out).putNumber(term).putNumber(indexes.size());
        int before = 0;
        for (int index : indexes) {
            out.putNumber(index - before);
            before = index;
        }
        return Sealed.end(out);
    }
}
