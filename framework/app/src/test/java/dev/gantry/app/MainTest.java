package dev.gantry.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

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
    void anUnknownOptionIsNamedWithoutTheValueThatFollowsIt() {
        assertThat(gantry(Map.of(), "serve", "--sltos", "1")).isEqualTo(2);
        assertThat(err()).startsWith("there is no option \"--sltos\"; did you mean \"--slots\"?");
    }

    @Test
    void anUnknownCommandIsAnErrorWithAGuess() {
        assertThat(gantry(Map.of(), "rnu", "examples/fizz_buzz")).isEqualTo(2);
        assertThat(err()).startsWith("there is no command \"rnu\"; did you mean \"run\"?");
    }

    @Test
    void anArgumentTooManyIsNamed() {
        assertThat(gantry(Map.of(), "serve", "jobs")).isEqualTo(2);
        assertThat(err())
                .startsWith("\"jobs\" is one argument too many for gantry serve")
                .doesNotContain("--port");
    }

    @Test
    void aServerThatIsNoUrlIsSaidToBeAndWhatOneLooksLike() {
        assertThat(gantry(Map.of(), "workers", "--server", "localhost:8888")).isEqualTo(2);
        assertThat(err()).contains("--server", "\"localhost:8888\"", "expected a URL such as http://127.0.0.1:8888");
    }

    @Test
    void theListOfCommandsSaysOfEachInAWholeSentenceWhatItDoes() {
        Map<String, CommandLine> commands =
                Main.commandLine(Terminal.ofProcess(), Map.of()).getSubcommands();
        assertThat(commands.values())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .endsWith("."));
    }

    @Test
    void noAddressIsBrokenInTheMiddleByTheWidthOfTheHelp() {
        Pattern address = Pattern.compile("(?:https?|jdbc):[^\\s;,]+[^\\s;,.]");
        for (CommandLine command : Main.commandLine(Terminal.ofProcess(), Map.of())
                .getSubcommands()
                .values()) {
            CommandSpec spec = command.getCommandSpec();
            String texts = Stream.concat(
                            Stream.of(spec.usageMessage().description()),
                            spec.options().stream().flatMap(option -> Stream.of(option.description())))
                    .collect(joining("\n"));

            assertThat(address.matcher(texts).results().map(MatchResult::group))
                    .allSatisfy(whole -> assertThat(command.getUsageMessage()).contains(whole));
        }
    }

    @Test
    void roundsOfVerifyAreSaidToBePlayedToTheirEnd() {
        assertThat(Main.commandLine(Terminal.ofProcess(), Map.of())
                        .getSubcommands()
                        .get("verify")
                        .getUsageMessage()
                        .replaceAll("\\s+", " "))
                .contains("those that have begun are played to their end");
    }

    @Test
    void anUnknownVariableIsAnErrorWithAGuess() {
        assertThat(gantry(Map.of("GANTRY_DATTA", "x"), "serve")).isEqualTo(2);
        assertThat(err()).contains("GANTRY_DATTA").contains("GANTRY_DATA");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(gantry(Map.of())).isEqualTo(2);
        assertThat(err()).contains("Usage: gantry", "serve", "Run one job");
    }
}
