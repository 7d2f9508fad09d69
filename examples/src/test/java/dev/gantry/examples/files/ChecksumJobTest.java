package dev.gantry.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChecksumJobTest {

    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** Deleted once it was found and before it is read. */
    private static final AtomicReference<Path> VANISHING = new AtomicReference<>();

    /** The checksum job in a folder where somebody else is at work. */
    @Leaf(path = "disturbed_checksum")
    public static final class DisturbedChecksum extends FileJob<ChecksumJob.Params, ChecksumJob.Summary> {

        @Override
        public RunResult run(ChecksumJob.Params params, RunContext<ChecksumJob.Summary> run) throws Exception {
            return new ChecksumJob().run(params, WatchedContext.of(run, call -> {
                if (call.equals("info")) {
                    delete(VANISHING.get());
                }
            }));
        }

        private static void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AutoClose
    private final JobTestKit kit = JobTestKit.of(ChecksumJob.class, DisturbedChecksum.class);

    @TempDir
    private Path folder;

    private Path manifest;

    @BeforeEach
    void writeFiles() throws IOException {
        manifest = folder.resolve("SHA256SUMS");
        Files.createDirectories(folder.resolve("deep/down"));
        Files.writeString(folder.resolve("deep/down/abc"), "abc");
        Files.createFile(folder.resolve("empty file"));
    }

    @Test
    void everyFileBelowTheFolderIsInTheManifest() {
        TestRun run = kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));

        assertThat(run.result()).isEqualTo(200);
        assertThat(manifest).hasContent(OF_ABC + "  deep/down/abc\n" + OF_NOTHING + "  empty file\n");
        assertThat(run.data(ChecksumJob.Summary.class)).isEqualTo(new ChecksumJob.Summary(2, 3, 0));
        assertThat(run.events()).containsExactly("found 2 files below " + folder, "wrote " + manifest);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void aSecondRunMakesTheSameManifest() {
        kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));
        String first = contentOf(manifest.toFile());

        kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));

        assertThat(manifest).hasContent(first);
        assertThat(folder.resolve("SHA256SUMS.draft")).doesNotExist();
    }

    @Test
    void theManifestMayLieElsewhere(@TempDir Path elsewhere) {
        Path other = elsewhere.resolve("sums");

        kit.run(ChecksumJob.class, Map.of("folder", folder.toString(), "manifest", other.toString()));

        assertThat(other).content().hasLineCount(2);
        assertThat(manifest).doesNotExist();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));

        TestRun run = kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));

        assertThat(run.data(ChecksumJob.Summary.class).files()).isEqualTo(2);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsAWarning() {
        VANISHING.set(folder.resolve("empty file"));

        TestRun run = kit.run(DisturbedChecksum.class, Map.of("folder", folder.toString()));

        assertThat(run.result()).isEqualTo(200);
        assertThat(run.data(ChecksumJob.Summary.class)).isEqualTo(new ChecksumJob.Summary(1, 3, 1));
        assertThat(run.warnings()).singleElement().asString().startsWith("cannot read " + VANISHING.get());
        assertThat(manifest).hasContent(OF_ABC + "  deep/down/abc\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileWhoseNameIsNoTextIsAWarning() throws Exception {
        String touch = "touch \"$(printf 'caf\\351')\"";
        assertThat(new ProcessBuilder("sh", "-c", touch)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();

        TestRun run = kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));

        assertThat(run.data(ChecksumJob.Summary.class)).isEqualTo(new ChecksumJob.Summary(2, 3, 1));
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .contains("its name is not in the encoding of this server");
    }

    @Test
    void aFolderThatIsNotThereFailsTheRun() {
        TestRun run = kit.run(
                ChecksumJob.class, Map.of("folder", folder.resolve("nowhere").toString()));

        assertThat(run.result()).isEqualTo(404);
        assertThat(run.errors())
                .extracting(LogLine::message)
                .containsExactly(folder.resolve("nowhere") + " is no folder of this server");
    }

    @Test
    void aCancelledRunLeavesTheManifestThatWasThere() throws IOException {
        Files.writeString(manifest, "precious");
        SparseFile.create(folder.resolve("huge"));
        TestRun run = kit.submit(ChecksumJob.class, Map.of("folder", folder.toString()));
        run.await(now -> now.progress().completeness() > 0);

        run.cancel().finish();

        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(manifest).hasContent("precious");
    }
}
