package dev.gantry.store.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of its work, again and again, on one data folder. */
final class KilledProcessTest {

    private static final int ROUNDS = 12;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesKillsOfTheProcess() throws Exception {
        SplittableRandom random = new SplittableRandom();
        Acknowledged acknowledged = new Acknowledged();
        for (int round = 0; round < ROUNDS; round++) {
            killAfter(1 + random.nextInt(600), acknowledged);
            try (MapDbRunStore store = MapDbRunStore.open(SmallPartitionsTest.small(folder))) {
                acknowledged.check(store);
            }
        }
        assertThat(acknowledged.size()).isGreaterThan(ROUNDS);
    }

    private void killAfter(int acknowledgements, Acknowledged acknowledged) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            for (int read = 1; line != null; read++) {
                String[] parts = line.split(" ", -1);
                // The last line may be cut short by the kill.
                if (parts.length == 2 && parts[0].length() == 36 && !parts[1].isEmpty() && parts[1].length() != 1) {
                    note(acknowledged, parts);
                }
                if (read == acknowledgements) {
                    // Unlike the process's own method, this leaves what it printed to be read.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void note(Acknowledged acknowledged, String[] parts) {
        int result = Integer.parseInt(parts[1]);
        if (result == Acknowledged.SUBMITTED || result == 200 || result == 500) {
            acknowledged.note(UUID.fromString(parts[0]), result);
        }
    }
}
