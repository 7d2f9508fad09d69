package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that packaging leaves for the script {@code gantry}. */
class ClassArchiveIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path ARCHIVE = TARGET.resolve("archive").resolve(Runtime.version() + ".archive");

    @TempDir
    private Path folder;

    private String said;

    @BeforeEach
    void anArchiveWasMade() {
        assumeTrue(Files.exists(ARCHIVE), "this machine could make none, and the build goes well without");
    }

    @Test
    void theServersClassesComeFromTheArchive() throws Exception {
        gantryAt(Path.of("../..").toRealPath(), "-Xlog:class+load");
        assertThat(said).containsPattern("dev\\.gantry\\.app\\.Main source: shared objects file");
    }

    @Test
    void anArchiveOfAnotherClassPathIsPassedOverInSilence() throws Exception {
        Path home = copyOfTheBuild();
        Files.copy(ARCHIVE, archiveOf(home));
        assertThat(gantryAt(home, "-Dnothing")).isZero();
        assertThat(said).matches("Gantry \\S+\\R");
    }

    @Test
    void aFileThatIsNoArchiveIsPassedOverInSilence() throws Exception {
        Path home = copyOfTheBuild();
        Files.writeString(archiveOf(home), "nothing");
        assertThat(gantryAt(home, "-Dnothing")).isZero();
        assertThat(said).matches("Gantry \\S+\\R");
    }

    /** What the script looks for, so that it takes it for a build that is up to date. */
    private Path copyOfTheBuild() throws IOException {
        Path home = folder.toRealPath();
        Path target = Files.createDirectories(home.resolve("framework/app/target"));
        Files.createDirectories(home.resolve("examples"));
        Files.createDirectories(home.resolve("plugins"));
        Files.createFile(home.resolve("plugins/gantry-examples.jar"));
        Files.createFile(home.resolve("pom.xml"));
        Files.copy(Path.of("../../gantry"), home.resolve("gantry"));
        Files.createDirectories(target.resolve("archive"));
        Path lib = Files.createDirectories(target.resolve("lib"));
        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        return home;
    }

    private static Path archiveOf(Path home) {
        return home.resolve("framework/app/target/archive").resolve(ARCHIVE.getFileName());
    }

    private int gantryAt(Path home, String option) throws IOException, InterruptedException {
        // Without it, the script would build what is just being built.
        Files.writeString(home.resolve("framework/app/target/built"), "");
        ProcessBuilder gantry =
                new ProcessBuilder("sh", home.resolve("gantry").toString(), "--version").redirectErrorStream(true);
        gantry.environment()
                .put(
                        "GANTRY_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        gantry.environment().put("GANTRY_JAVA_OPTS", option);
        Process process = gantry.start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
