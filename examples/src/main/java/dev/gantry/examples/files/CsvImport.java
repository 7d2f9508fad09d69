package dev.gantry.examples.files;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The way of rows from the source into the target or aside. Not thread-safe. */
final class CsvImport {

    private final CsvReader source;
    private final CsvColumns columns;
    private final JsonLines target;
    private final JsonLines rejects;
    private final Imported begun;
    private long imported;
    private long rejected;

    CsvImport(CsvReader source, CsvColumns columns, JsonLines target, JsonLines rejects, Imported begun) {
        this.source = source;
        this.columns = columns;
        this.target = target;
        this.rejects = rejects;
        this.begun = begun;
        this.imported = begun.imported();
        this.rejected = begun.rejected();
    }

    /** Transfer one row; false if there is none left. */
    boolean next() throws IOException {
        Optional<CsvRow> next = source.next();
        if (next.isEmpty()) {
            return false;
        }
        CsvRow row = next.get();
        Optional<String> fault = columns.faultOf(row);
        if (fault.isEmpty()) {
            target.write(columns.objectOf(row));
            imported++;
        } else {
            rejects.write(rejection(row, fault.get()));
            rejected++;
        }
        return true;
    }

    private static Map<String, ?> rejection(CsvRow row, String reason) {
        Map<String, Object> rejection = new LinkedHashMap<>();
        rejection.put("row", row.number());
        rejection.put("reason", reason);
        rejection.put("fields", row.fields());
        return rejection;
    }

    /** Put on disk what was transferred. What this returns must not be published before. */
    Imported checkpoint() throws IOException {
        return new Imported(
                begun.sourceSize(),
                begun.sourceModified(),
                source.position(),
                source.rows(),
                imported,
                rejected,
                target.checkpoint(),
                rejects.checkpoint());
    }

    double completeness() throws IOException {
        return Math.min(1, (double) source.position() / begun.sourceSize());
    }

    long rows() {
        return source.rows();
    }

    long rejected() {
        return rejected;
    }
}
