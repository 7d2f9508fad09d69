package dev.gantry.examples.files;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the files below a folder with a manifest, as {@code sha256sum --check} does; fails if one differs. */
@Leaf(
        path = "verify_checksums",
        name = "Verify Checksums Job",
        description = "Compare a folder with a SHA-256 manifest")
public final class VerifyChecksumsJob extends FileJob<VerifyChecksumsJob.Params, VerifyChecksumsJob.Summary> {

    /** What to compare. */
    public record Params(
            @NotNull @JsonPropertyDescription("folder whose files are read")
            Path folder,

            @DefaultValue("SHA256SUMS")
            @JsonPropertyDescription("file to compare with; a relative path starts at the folder")
            Path manifest) {}

    /**
     * What came out. Each file that did not match has a warning.
     *
     * @param matched how many files are as the manifest says
     * @param changed how many are not
     * @param missing how many are not there or cannot be read
     */
    public record Summary(long matched, long changed, long missing) {

        private Summary with(Finding finding) {
            return switch (finding) {
                case MATCHED -> new Summary(matched + 1, changed, missing);
                case CHANGED -> new Summary(matched, changed + 1, missing);
                case MISSING -> new Summary(matched, changed, missing + 1);
            };
        }
    }

    private enum Finding {
        MATCHED,
        CHANGED,
        MISSING
    }

    @Override
    public RunResult run(Params params, RunContext<Summary> run) throws IOException {
        requireFolder(params.folder(), run);
        Path manifest = params.folder().resolve(params.manifest());
        requireFile(manifest, run);
        List<Checksum> expected = read(manifest, run);
        ByteMeter meter = new ByteMeter(run, bytesOf(expected, params.folder()));
        Summary summary = new Summary(0, 0, 0);
        for (Checksum each : expected) {
            summary = summary.with(compare(each, params.folder(), meter, run));
        }
        run.data(summary);
        if (summary.matched() < expected.size()) {
            throw run.fail(
                    409,
                    "%d of %d files do not match %s"
                            .formatted(expected.size() - summary.matched(), expected.size(), manifest));
        }
        return RunResult.OK;
    }

    private static List<Checksum> read(Path manifest, RunContext<?> run) throws IOException {
        List<Checksum> checksums = new ArrayList<>();
        for (String line : Files.readAllLines(manifest)) {
            try {
                checksums.add(Checksum.parse(line));
            } catch (IllegalArgumentException e) {
                throw run.fail(422, "%s, line %d: %s".formatted(manifest, checksums.size() + 1, e.getMessage()));
            }
        }
        return checksums;
    }

    private static long bytesOf(List<Checksum> checksums, Path folder) {
        return checksums.stream()
                .mapToLong(each -> folder.resolve(each.path()).toFile().length())
                .sum();
    }

    private static Finding compare(Checksum expected, Path folder, ByteMeter meter, RunContext<?> run) {
        Path file = folder.resolve(expected.path());
        try {
            if (Checksum.sha256(file, meter).equals(expected.sha256())) {
                return Finding.MATCHED;
            }
            run.warning("%s has changed".formatted(file));
            return Finding.CHANGED;
        } catch (NoSuchFileException e) {
            run.warning("%s is missing".formatted(file));
        } catch (IOException e) {
            run.warning("cannot read %s: %s".formatted(file, e));
        }
        return Finding.MISSING;
    }
}
