package dev.gantry.examples.files;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Imports a CSV file into a file of JSON Lines, one object a row.
 *
 * <p>Bad rows are set aside in a second file beside the target, with their number and what is wrong. What the run
 * publishes as its data says up to where both files are complete, so an attempt that follows a broken, killed or
 * cancelled one cuts off what came after that and goes on: no row is lost, and none is there twice.
 */
@Leaf(path = "import_csv", name = "CSV Import Job", description = "Import a CSV file as JSON Lines, bad rows set aside")
public final class ImportCsvJob extends FileJob<ImportCsvJob.Params, Imported> {

    /** How many rows an attempt may have to do again after a crash. */
    static final int CHECKPOINT_ROWS = 5_000;

    /** What to import. */
    public record Params(
            @NotNull @JsonPropertyDescription("CSV file in UTF-8 whose first row names the columns")
            Path source,

            @NotNull @JsonPropertyDescription("JSON Lines file to write; one that exists is replaced")
            Path target,

            @DefaultValue(",") @JsonPropertyDescription("what separates the fields, one ASCII character")
            char delimiter,

            @DefaultValue("[]") @JsonPropertyDescription("columns that have a value in every good row")
            List<@NotBlank String> requiredColumns,

            @DefaultValue("100") @Min(0) @JsonPropertyDescription("how many bad rows to set aside before giving up")
            int maxRejected) {

        public Params {
            if (delimiter > '~' || "\"\r\n".indexOf(delimiter) >= 0) {
                throw new IllegalArgumentException(
                        "delimiter is '%s'; expected one ASCII character other than a quote or line break"
                                .formatted(delimiter));
            }
            requiredColumns = List.copyOf(requiredColumns);
        }

        /** Where bad rows are set aside. */
        Path rejects() {
            return target.resolveSibling(target.getFileName() + ".rejected");
        }
    }

    @Override
    public RunResult run(Params params, RunContext<Imported> run) throws IOException {
        requireFile(params.source(), run);
        if (Files.exists(params.target()) && Files.isSameFile(params.source(), params.target())) {
            throw run.fail(422, "source and target are the same file: " + params.source());
        }
        try (CsvReader source = CsvReader.open(params.source(), params.delimiter())) {
            CsvColumns columns = columns(source, params, run);
            Imported begun = begun(source, params, run);
            try (JsonLines target = JsonLines.open(params.target(), begun.targetBytes());
                    JsonLines rejects = JsonLines.open(params.rejects(), begun.rejectedBytes())) {
                CsvImport work = new CsvImport(source, columns, target, rejects, begun);
                transfer(work, params, run);
                run.data(work.checkpoint());
            }
        }
        summarise(params, run);
        return RunResult.OK;
    }

    private static CsvColumns columns(CsvReader source, Params params, RunContext<?> run) throws IOException {
        try {
            return CsvColumns.of(source.next(), params.requiredColumns());
        } catch (IllegalArgumentException e) {
            throw run.fail(422, "%s cannot be imported: %s".formatted(params.source(), e.getMessage()));
        }
    }

    private static Imported begun(CsvReader source, Params params, RunContext<Imported> run) throws IOException {
        Imported fromStart = Imported.nothing(params.source(), source);
        Optional<Imported> left = run.data();
        if (left.isEmpty()) {
            return fromStart;
        }
        if (!left.get().isOf(fromStart)) {
            run.warning("%s has changed; importing it from the start".formatted(params.source()));
            return fromStart;
        }
        if (!left.get().isWithin(params.target(), params.rejects())) {
            run.warning("%s is shorter than it was left; importing from the start".formatted(params.target()));
            return fromStart;
        }
        run.info("going on after row %d".formatted(left.get().rows()));
        source.seek(left.get().offset(), left.get().rows());
        return left.get();
    }

    private static void transfer(CsvImport work, Params params, RunContext<Imported> run) throws IOException {
        while (work.next()) {
            run.checkCancelled();
            run.completeness(work.completeness());
            if (work.rejected() > params.maxRejected()) {
                run.data(work.checkpoint());
                throw run.fail(422, "more than %d bad rows; see %s".formatted(params.maxRejected(), params.rejects()));
            }
            if (work.rows() % CHECKPOINT_ROWS == 0) {
                run.data(work.checkpoint());
                run.keepAlive();
            }
        }
    }

    private static void summarise(Params params, RunContext<Imported> run) {
        Imported done = run.data().orElseThrow();
        run.info("imported %d rows into %s".formatted(done.imported(), params.target()));
        if (done.rejected() > 0) {
            run.warning("set %d bad rows aside in %s".formatted(done.rejected(), params.rejects()));
        }
    }
}
