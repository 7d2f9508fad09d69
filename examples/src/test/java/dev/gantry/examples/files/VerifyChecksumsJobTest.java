package dev.gantry.examples.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LogLine;
import dev.gantry.store.RunState;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyChecksumsJobTest {

    @AutoClose
    private final JobTestKit kit = JobTestKit.of(ChecksumJob.class, VerifyChecksumsJob.class);

    @TempDir
    private Path folder;

    private Path manifest;

    @BeforeEach
    void writeFilesAndTheirManifest() throws IOException {
        manifest = folder.resolve("SHA256SUMS");
        for (String name : new String[] {"a", "b", "c"}) {
            Files.writeString(folder.resolve(name), name);
        }
        kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));
    }

    @Test
    void aFolderThatIsAsItWasMatches() {
        TestRun run = verify();

        assertThat(run.result()).isEqualTo(200);
        assertThat(run.data(VerifyChecksumsJob.Summary.class)).isEqualTo(new VerifyChecksumsJob.Summary(3, 0, 0));
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void everyFileThatDiffersIsNamed() throws IOException {
        Files.writeString(folder.resolve("a"), "another");
        Files.delete(folder.resolve("b"));
        Files.writeString(folder.resolve("new"), "not in the manifest");

        TestRun run = verify();

        assertThat(run.result()).isEqualTo(409);
        assertThat(run.errors()).extracting(LogLine::message).containsExactly("2 of 3 files do not match " + manifest);
        assertThat(run.warnings())
                .containsExactly(folder.resolve("a") + " has changed", folder.resolve("b") + " is missing");
        assertThat(run.data(VerifyChecksumsJob.Summary.class)).isEqualTo(new VerifyChecksumsJob.Summary(1, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no digest  a", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"})
    void aManifestThatIsNoneFailsTheRun(String line) throws IOException {
        Files.writeString(manifest, Files.readAllLines(manifest).get(0) + "\n" + line + "\n");

        TestRun run = verify();

        assertThat(run.result()).isEqualTo(422);
        assertThat(run.errors())
                .singleElement()
                .extracting(LogLine::message)
                .asString()
                .startsWith(manifest + ", line 2: expected 64 hexadecimal digits");
    }

    @Test
    void aManifestThatIsNotThereFailsTheRun() throws IOException {
        Files.delete(manifest);

        assertThat(verify().result()).isEqualTo(404);
    }

    @Test
    void aCancelStopsItInTheMiddleOfAFile() throws IOException {
        Files.delete(folder.resolve("a"));
        SparseFile.create(folder.resolve("a"));
        TestRun run = kit.submit(VerifyChecksumsJob.class, Map.of("folder", folder.toString()));
        run.await(now -> now.progress().completeness() > 0);

        run.cancel().finish();

        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    }

    private TestRun verify() {
        return kit.run(VerifyChecksumsJob.class, Map.of("folder", folder.toString()));
    }
}
