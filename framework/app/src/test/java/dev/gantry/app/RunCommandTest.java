package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.cli.EmbeddedServer;
import dev.gantry.cli.RunCommand;
import dev.gantry.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry run}, on a server of its own. */
class RunCommandTest {

    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(boolean interactive, String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive);
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--plugins")) {
            all.addAll(0, List.of("--plugins", TestPlugin.folder(folder).toString()));
        }
        return new RunCommand(terminal, EmbeddedGantry::start).commandLine().execute(all.toArray(String[]::new));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theDataGoesToStandardOutputAsJsonAndTheLogElsewhere() throws Exception {
        assertThat(run(false, "tests/add", "--a", "20")).isZero();
        assertThat(new ObjectMapper().readTree(out.toByteArray()))
                .isEqualTo(new ObjectMapper().createObjectNode().put("sum", 21));
        assertThat(err()).isEqualTo("adding" + System.lineSeparator());
    }

    @Test
    void onATerminalThereIsAProgressBar() {
        assertThat(run(true, "tests/add", "--a", "20")).isZero();
        assertThat(err()).contains("tests/add").contains("100%");
    }

    @Test
    void aRunThatFailsMakesTheCommandFail() {
        assertThat(run(false, "tests/exit")).isEqualTo(1);
        assertThat(err())
                .contains("error 500")
                .containsPattern("run " + UUID + " of tests/exit failed with result 500: \\S.*exit")
                .contains("its log is what stands above")
                .contains("--server");
    }

    @Test
    void ofARunThatFailsOnAServerItIsSaidWhereTheLogIsAndStandardOutputStaysJson() throws Exception {
        try (EmbeddedServer server = EmbeddedGantry.start(TestPlugin.folder(folder))) {
            assertThat(run(false, "--server", server.uri().toString(), "tests/exit"))
                    .isEqualTo(1);

            Matcher told =
                    Pattern.compile("run (" + UUID + ") of tests/exit failed").matcher(err());
            assertThat(told.find()).as(err()).isTrue();
            assertThat(err()).contains("its log is at %s/tests/info/%s".formatted(server.uri(), told.group(1)));
            assertThat(new ObjectMapper().readTree(out.toByteArray()).isObject())
                    .isTrue();
        }
    }

    @Test
    void paramsThatAreRefusedAreShownEachWithItsFault() {
        assertThat(run(false, "tests/add", "--a", "-1", "--b", "x")).isEqualTo(2);
        assertThat(err()).contains("/a").contains("/b");
        assertThat(out.size()).isZero();
    }

    @Test
    void aPluginsFolderThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing");
        assertThat(run(false, "--plugins", missing.toString(), "tests/add")).isEqualTo(1);
        assertThat(err()).contains("there is no plugins folder " + missing).contains("--plugins");
    }

    @Test
    void anUnknownJobIsRefused() {
        assertThat(run(false, "tests/multiply")).isEqualTo(2);
        assertThat(err()).contains("multiply");
    }

    @Test
    void helpBehindTheJobListsItsParams() {
        assertThat(run(false, "tests/add", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--a")
                .contains("--b")
                .contains("default 1");
    }
}
