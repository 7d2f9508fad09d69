package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that byte code cannot show, checked on the source files of every module. */
class SourceRulesTest {

    private static final int MAX_LINES = 400;

    private static final Path ROOT = repositoryRoot();

    @Test
    void noFileIsLongerThanAReaderCanHold() {
        assertThat(javaFiles(file -> lines(file).size() > MAX_LINES))
                .as("files over %s lines; split them along their responsibilities", MAX_LINES)
                .isEmpty();
    }

    @Test
    void noFileOfTheConsoleIsLongerThanThatEither() {
        assertThat(filesBelow(ROOT.resolve("framework/web-console/src"))
                        .filter(file -> file.toString().matches(".*\\.(ts|tsx|css)"))
                        .filter(file -> lines(file).size() > MAX_LINES)
                        .map(ROOT::relativize))
                .as("files over %s lines; split them along their responsibilities", MAX_LINES)
                .isEmpty();
    }

    @Test
    void testsWaitOnSignalsInsteadOfSleeping() {
        assertThat(javaFiles(file -> isTest(file) && mentions(file, "\\bThread\\s*\\.\\s*sleep\\b")))
                .as("tests that sleep; wait on a latch, a future or the movable clock")
                .isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(javaFiles(file -> mentions(file, "@[D]isabled\\b")))
                .as("tests that are switched off; mend or delete them")
                .isEmpty();
    }

    @Test
    void nothingIsMocked() {
        assertThat(javaFiles(file -> mentions(file, "\\borg\\.(mockito|easymock)\\b")))
                .as("uses of a mocking library; write a small fake or use the real thing in memory")
                .isEmpty();
    }

    private static List<Path> javaFiles(Predicate<Path> offending) {
        return Stream.of("framework", "examples")
                .map(ROOT::resolve)
                .filter(Files::isDirectory)
                .flatMap(SourceRulesTest::walk)
                .filter(file -> file.toString().endsWith(".java"))
                .filter(offending)
                .map(ROOT::relativize)
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> modules = Files.walk(folder, 2)) {
            return modules.filter(path -> path.endsWith("src")).toList().stream()
                    .flatMap(SourceRulesTest::filesBelow);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> filesBelow(Path sources) {
        try (Stream<Path> paths = Files.walk(sources)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract for stores ships as a library, yet all of it is tests. */
    private static boolean isTest(Path file) {
        Path path = ROOT.relativize(file);
        return path.toString().replace('\\', '/').contains("/src/test/") || path.startsWith("framework/store-tck");
    }

    private static boolean mentions(Path file, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return lines(file).stream().anyMatch(line -> pattern.matcher(line).find());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("framework"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no folder above %s holds framework/; run from within the checkout"
                    .formatted(Path.of("").toAbsolutePath()));
        }
        return folder;
    }
}
