package dev.gantry.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.testkit.JobTestKit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifest is that of {@code sha256sum}, in both directions. */
class ChecksumTest {

    private static final String SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    static List<String> names() {
        return List.of(
                "plain", "with space", " leading", "back\\slash", "new\nline", "return\rhere", "\\n", "-dash", "#hash");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aLineReadsBackWhateverTheName(String name) {
        Checksum checksum = new Checksum(SHA, name);

        assertThat(checksum.line()).hasLineCount(1);
        assertThat(Checksum.parse(checksum.line())).isEqualTo(checksum);
    }

    @ParameterizedTest
    @CsvSource({"back\\slash, back\\\\slash", "'new\nline', new\\nline", "'return\rhere', return\\rhere"})
    void aNameWithEscapesHasABackslashBeforeTheDigest(String name, String escaped) {
        assertThat(new Checksum(SHA, name).line()).isEqualTo("\\" + SHA + "  " + escaped);
    }

    @Test
    void theLineOfABinaryFileIsRead() {
        assertThat(Checksum.parse(SHA.toUpperCase(Locale.ROOT) + " *abc")).isEqualTo(new Checksum(SHA, "abc"));
    }

    @Test
    void aLineThatIsCutOffIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Checksum.parse(SHA.substring(1) + "  abc"));
    }

    @Test
    void theToolOfTheSystemAgrees(@TempDir Path folder) throws Exception {
        assumeTrue(isThere("sha256sum"), "sha256sum is not on this machine");
        for (String name : names()) {
            Files.writeString(folder.resolve(name), "the content of " + name);
        }
        try (JobTestKit kit = JobTestKit.of(ChecksumJob.class, VerifyChecksumsJob.class)) {
            kit.run(ChecksumJob.class, Map.of("folder", folder.toString()));
            assertThat(exitOf(folder, "sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"))
                    .isZero();

            String[] command = Stream.concat(Stream.of("sha256sum", "--"), names().stream())
                    .toArray(String[]::new);
            Path theirs = folder.resolve("theirs");
            assertThat(new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(theirs.toFile())
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(Files.readAllLines(folder.resolve("SHA256SUMS"))).hasSameElementsAs(Files.readAllLines(theirs));
            assertThat(kit.run(VerifyChecksumsJob.class, Map.of("folder", folder.toString(), "manifest", "theirs"))
                            .result())
                    .isEqualTo(200);
        }
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static int exitOf(Path folder, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
