package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry verify} as a user runs it, and with bugs planted. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VerifyTest {

    private static final String SEED = "20261122";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int verify(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] all = new String[arguments.length + 1];
        all[0] = "verify";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine(terminal, Map.of()).execute(all);
    }

    /** Faults that strike many servers are left to {@code .ci/run}. */
    @Test
    void nothingIsViolatedAndTheReportSaysSo(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.md");
        String faults = "pause,disk,flip,delete,torn,second,clock";

        int status = verify("--rounds", "7", "--seed", SEED, "--faults", faults, "--report", report.toString());

        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(Files.readString(report))
                .contains("Nothing was violated", "| disk: ", "| second: ", "--seed " + SEED)
                .isEqualTo(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatOnceFoundABugFindsNoneAnyMore() {
        int status = verify("--regressions", "--rounds", "0", "--seed", SEED);

        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Nothing was violated", "--regressions");
    }

    @Test
    void aSecondSittingIsAddedToTheReport(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.md");
        for (String seed : List.of("1", "2")) {
            assertThat(verify("--rounds", "1", "--seed", seed, "--faults", "second", "--report", report.toString()))
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isZero();
        }

        assertThat(Files.readString(report)).contains("in 2 rounds", "--seed 1 ", "--seed 2 ");
    }

    @Test
    void aForgottenCancelIsFound() {
        assertThat(verify("--rounds", "1", "--seed", SEED, "--faults", "second", "--plant", "forgotten-cancel"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("a cancel is obeyed", "gantry verify --faults second --rounds 1 --seed " + SEED);
    }

    @Test
    void aFileThatKeepsItsOldContentIsFound() {
        assertThat(verify("--rounds", "1", "--seed", SEED, "--faults", "second", "--plant", "stale-file"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a file is one of the contents written to it");
    }

    @Test
    void childrenThatOutliveTheCancelOfTheirParentAreFound() {
        assertThat(verify("--rounds", "4", "--seed", SEED, "--faults", "second", "--plant", "orphaned-children"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("children are queued once, end with their parents");
    }

    @Test
    void acknowledgingBeforeTheForceIsFound() {
        assertThat(verify("--rounds", "1", "--seed", SEED, "--faults", "power", "--plant", "late-force"))
                .isEqualTo(1);
    }

    @Test
    void aFaultThatDoesNotExistIsRefusedWithThoseThatDo() {
        assertThat(verify("--faults", "flood")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("flood", "kill,points,pause");
    }
}
