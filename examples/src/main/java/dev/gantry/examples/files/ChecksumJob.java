package dev.gantry.examples.files;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.NavigableMap;

/**
 * Writes a manifest with the SHA-256 of every file below a folder, as {@code sha256sum} does; {@code sha256sum --check}
 * and {@link VerifyChecksumsJob} compare the folder with it.
 *
 * <p>The manifest appears when it is complete, under its name at once. An attempt that was cut short leaves only a draft,
 * which the next one begins anew, so this job needs to remember nothing.
 */
@Leaf(path = "checksum", name = "Checksum Job", description = "Write the SHA-256 of every file below a folder")
public final class ChecksumJob extends FileJob<ChecksumJob.Params, ChecksumJob.Summary> {

    /** What to read and where to write. */
    public record Params(
            @NotNull @JsonPropertyDescription("folder whose files are read")
            Path folder,

            @DefaultValue("SHA256SUMS") @JsonPropertyDescription("file to write; a relative path starts at the folder")
            Path manifest) {}

    /**
     * What the manifest covers.
     *
     * @param files how many files are in it
     * @param bytes how large they were together when they were found
     * @param unreadable how many are not in it, each with a warning
     */
    public record Summary(long files, long bytes, long unreadable) {}

    @Override
    public RunResult run(Params params, RunContext<Summary> run) throws IOException {
        requireFolder(params.folder(), run);
        Path manifest = params.folder().resolve(params.manifest());
        Path draft = manifest.resolveSibling(manifest.getFileName() + ".draft");
        NavigableMap<Path, Long> sizes = FileTree.sizesBelow(params.folder(), run);
        sizes.remove(manifest);
        sizes.remove(draft);
        run.info("found %d files below %s".formatted(sizes.size(), params.folder()));
        run.data(write(draft, sizes, params.folder(), run));
        Files.move(draft, manifest, StandardCopyOption.ATOMIC_MOVE);
        run.info("wrote " + manifest);
        return RunResult.OK;
    }

    private static Summary write(Path draft, NavigableMap<Path, Long> sizes, Path folder, RunContext<?> run)
            throws IOException {
        long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        long unreadable = 0;
        ByteMeter meter = new ByteMeter(run, bytes);
        try (BufferedWriter out = Files.newBufferedWriter(draft)) {
            for (Path file : sizes.keySet()) {
                try {
                    out.write(Checksum.of(folder, file, meter).line() + "\n");
                } catch (IOException e) {
                    run.warning("cannot read %s: %s".formatted(file, e));
                    unreadable++;
                }
            }
        }
        return new Summary(sizes.size() - unreadable, bytes, unreadable);
    }
}
