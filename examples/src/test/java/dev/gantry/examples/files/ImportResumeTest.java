package dev.gantry.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunState;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is broken in the middle goes on as if nothing had happened. */
class ImportResumeTest {

    private static final int ROWS = 12_500;

    /** After how many calls to its context each next attempt breaks; none left: it is let through. */
    private static final Queue<Integer> BREAKS = new ConcurrentLinkedQueue<>();

    /** The import, broken as {@link #BREAKS} says. */
    @Leaf(path = "breaking_import")
    public static final class BreakingImport extends FileJob<ImportCsvJob.Params, Imported> {

        @Override
        public RunResult run(ImportCsvJob.Params params, RunContext<Imported> run) throws Exception {
            AtomicInteger left =
                    new AtomicInteger(Optional.ofNullable(BREAKS.poll()).orElse(Integer.MAX_VALUE));
            return new ImportCsvJob().run(params, WatchedContext.of(run, call -> {
                if (left.getAndDecrement() <= 0) {
                    throw new IllegalStateException("broken on purpose, at " + call);
                }
            }));
        }
    }

    @AutoClose
    private final JobTestKit kit = JobTestKit.of(BreakingImport.class);

    @TempDir
    private Path folder;

    private Path source;
    private Path target;
    private Path rejects;

    @BeforeEach
    void writeASource() throws IOException {
        BREAKS.clear();
        source = Files.writeString(folder.resolve("numbers.csv"), csv(ROWS));
        target = folder.resolve("numbers.jsonl");
        rejects = folder.resolve("numbers.jsonl.rejected");
    }

    @RepeatedTest(20)
    void noRowIsLostOrDoubledWhereverItBreaks(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        BREAKS.add(random.nextInt(2 * ROWS));
        BREAKS.add(random.nextInt(ROWS));

        TestRun run = kit.run(BreakingImport.class, params());

        assertThat(run.result()).isEqualTo(200);
        assertThat(run.attempts()).isGreaterThan(1);
        assertComplete();
    }

    @Test
    void theNextAttemptBeginsAtTheLastCheckpoint() {
        TestRun run = brokenAfterRow(11_700);
        assertThat(run.data(Imported.class).rows()).isEqualTo(10_000);

        run.finish();

        assertThat(run.events()).contains("going on after row 10000");
        assertComplete();
    }

    @Test
    void aRunThatWasCancelledGoesOnWhenItIsRetried() {
        TestRun run = brokenAfterRow(7_500).cancel();
        assertThat(run.state()).isEqualTo(RunState.CANCELLED);

        run.retry().finish();

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.events()).contains("going on after row 5000");
        assertComplete();
    }

    @Test
    void aSourceThatChangedIsImportedAnew() throws IOException {
        TestRun run = brokenAfterRow(7_500);
        Files.writeString(source, "id,square\n7,49\n");

        run.finish();

        assertThat(target).hasContent("{\"id\":\"7\",\"square\":\"49\"}");
        assertThat(rejects).isEmptyFile();
        assertThat(run.warnings()).contains(source + " has changed; importing it from the start");
    }

    @Test
    void aTargetThatLostItsEndIsWrittenAnew() throws IOException {
        TestRun run = brokenAfterRow(7_500);
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            file.truncate(100);
        }

        run.finish();

        assertThat(run.warnings()).contains(target + " is shorter than it was left; importing from the start");
        assertComplete();
    }

    @Test
    void aTornLineAtTheEndOfTheTargetIsCutOff() throws IOException {
        TestRun run = brokenAfterRow(7_500);
        Files.writeString(target, "{\"id\":\"75", StandardOpenOption.APPEND);

        run.finish();

        assertComplete();
    }

    @Test
    void aRunThatIsDoneChangesNothingWhenItIsRetried() {
        TestRun run = kit.run(BreakingImport.class, params());

        run.retry().finish();

        assertThat(run.result()).isEqualTo(200);
        assertComplete();
    }

    /** Two calls a row, and two more for each checkpoint. */
    private TestRun brokenAfterRow(int row) {
        BREAKS.add(2 * row + 2 * (row / ImportCsvJob.CHECKPOINT_ROWS));
        return kit.submit(BreakingImport.class, params()).awaitDelay();
    }

    private ImportCsvJob.Params params() {
        return new ImportCsvJob.Params(source, target, ',', List.of("square"), ROWS);
    }

    private static String csv(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(id -> id + "," + (isBad(id) ? "" : id * id) + "\n")
                .collect(Collectors.joining("", "id,square\n", ""));
    }

    private static boolean isBad(int id) {
        return id % 10 == 0;
    }

    private void assertComplete() {
        List<String> good = IntStream.rangeClosed(1, ROWS)
                .filter(id -> !isBad(id))
                .mapToObj(id -> "{\"id\":\"%d\",\"square\":\"%d\"}".formatted(id, id * id))
                .toList();
        List<String> bad = IntStream.rangeClosed(1, ROWS)
                .filter(ImportResumeTest::isBad)
                .mapToObj(
                        id -> "{\"row\":%d,\"reason\":\"square is required and has no value\",\"fields\":[\"%d\",\"\"]}"
                                .formatted(id + 1, id))
                .toList();
        assertThat(linesOf(target)).isEqualTo(good);
        assertThat(linesOf(rejects)).isEqualTo(bad);
    }

    private static List<String> linesOf(Path file) {
        return contentOf(file.toFile()).lines().toList();
    }
}
