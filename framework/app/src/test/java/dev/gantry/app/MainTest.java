package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A command line that is not understood. */
class MainTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int gantry(Map<String, String> environment, String... arguments) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.commandLine(new Terminal(stream, stream, false), environment)
                .execute(arguments);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownOptionIsAnErrorWithAGuess() {
        assertThat(gantry(Map.of(), "serve", "--prot", "1")).isEqualTo(2);
        assertThat(err())
                .contains("--prot")
                .contains("did you mean \"--port\"?")
                .contains("gantry serve --help");
    }

    @Test
    void anUnknownVariableIsAnErrorWithAGuess() {
        assertThat(gantry(Map.of("GANTRY_DATTA", "x"), "serve")).isEqualTo(2);
        assertThat(err()).contains("GANTRY_DATTA").contains("GANTRY_DATA");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(gantry(Map.of())).isEqualTo(2);
        assertThat(err()).contains("--help");
    }
}
