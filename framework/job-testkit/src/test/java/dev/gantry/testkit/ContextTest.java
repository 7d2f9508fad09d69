package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a job can do with its context. */
class ContextTest {

    /** What the next attempt does. */
    private static final AtomicReference<Consumer<RunContext<TestJob.Steps>>> body = new AtomicReference<>();

    private final JobTestKit kit = JobTestKit.of(Pliable.class);

    @AfterEach
    void close() {
        kit.close();
    }

    /** Does what the test says. */
    @Leaf(path = "pliable")
    static final class Pliable extends TestJob<TestJob.Nothing> {

        @Override
        public RunResult run(Nothing params, RunContext<Steps> run) {
            body.get().accept(run);
            return run.attempt() == 1 ? RunResult.again() : RunResult.OK;
        }
    }

    private TestRun firstAttempt(Consumer<RunContext<TestJob.Steps>> what) {
        body.set(what);
        return kit.submit(Pliable.class, "{}").awaitDelay();
    }

    @Test
    void ticksFlowIntoTheCompletenessOnceTheyAreWorthAHundredth() {
        TestRun run = firstAttempt(context -> IntStream.range(0, 25).forEach(i -> context.tick()));
        Run record = run.record();
        assertThat(record.progress().completeness()).isEqualTo(0.02, within(1e-9));
        assertThat(record.progress().tickValue()).isEqualTo(0.001);
    }

    @Test
    void addingToTheCompletenessAddsTheTicksNotYetAdded() {
        TestRun run = firstAttempt(context -> {
            context.tick();
            context.tick();
            context.addToCompleteness(0.1);
        });
        assertThat(run.completeness()).isEqualTo(0.102, within(1e-9));
    }

    @Test
    void aCompletenessOutsideZeroToOneIsClampedWithAWarning() {
        TestRun run = firstAttempt(context -> context.completeness(1.5));
        assertThat(run.completeness()).isEqualTo(1);
        assertThat(run.warnings()).containsExactly("completeness 1.5 is outside 0 to 1; using 1.0");
    }

    @Test
    void trackingACollectionLeadsToCompletenessOne() {
        TestRun run = firstAttempt(context -> {
            for (int number : context.track(IntStream.range(0, 977).boxed().toList())) {
                if (number == 488) {
                    assertThat(context.completeness()).isEqualTo(0.5, within(0.011));
                }
            }
        });
        assertThat(run.completeness()).isEqualTo(1, within(1e-6));
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void whatAnAttemptLeftIsWhatTheNextOneFinds() {
        TestRun run = firstAttempt(context -> {
            assertThat(context.data()).isEmpty();
            context.data(new TestJob.Steps(List.of("one")));
            assertThat(context.data()).contains(new TestJob.Steps(List.of("one")));
        });
        body.set(context -> {
            assertThat(context.attempt()).isEqualTo(2);
            assertThat(context.data()).contains(new TestJob.Steps(List.of("one")));
        });
        assertThat(run.finish().result()).isEqualTo(200);
    }

    @Test
    void theWorkFolderIsKeptBetweenAttemptsAndDeletedWithTheEndOfTheRun() throws Exception {
        AtomicReference<Path> folder = new AtomicReference<>();
        TestRun run = firstAttempt(context -> {
            folder.set(context.workDir());
            write(folder.get().resolve("half.txt"));
        });
        body.set(context -> assertThat(context.workDir().resolve("half.txt")).exists());
        assertThat(run.finish().result()).isEqualTo(200);
        while (Files.exists(folder.get())) {
            Thread.onSpinWait();
        }
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "half");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatAJobAndItsThreadsPrintGoesToTheReport() {
        TestRun run = firstAttempt(context -> {
            System.out.println("from the job");
            System.err.print("not ended by a line break");
            Thread thread = new Thread(() -> System.out.printf("%nfrom a %s%n", "thread"));
            thread.start();
            join(thread);
        });
        assertThat(run.report()).isEqualTo("from the job\nnot ended by a line break\nfrom a thread");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theThreadIsNamedAfterTheRunAndTheMdcKnowsIt() {
        AtomicReference<String> seen = new AtomicReference<>();
        TestRun run = firstAttempt(context -> seen.set(Thread.currentThread().getName() + " " + MDC.get("run")));
        assertThat(seen.get()).isEqualTo("tests_pliable_%s %s".formatted(run.uuid(), run.uuid()));
    }

    @Test
    void anErrorThatIsOnlyRecordedDoesNotCountAgainstTheRun() {
        TestRun run = firstAttempt(context -> context.error(422, "row 7 is bad"));
        assertThat(run.errorCount()).isZero();
        assertThat(run.errors()).extracting(LogLine::message).containsExactly("row 7 is bad");
    }

    @Test
    void aJobSeesWhatItWasSubmittedWith() {
        AtomicReference<String> seen = new AtomicReference<>();
        body.set(context -> seen.set("%s %s".formatted(context.tags(), context.description())));
        kit.submit(
                        Pliable.class,
                        "{}",
                        new RunOptions("nightly", Map.of("stage", "child"), 0, Optional.empty(), Optional.empty()))
                .awaitDelay();
        assertThat(seen.get()).isEqualTo("{stage=child} nightly");
    }

    @Test
    void paramsThatBreakTheSchemaAreRefusedWithEveryFault() {
        assertThatThrownBy(() -> kit.submit(Pliable.class, Map.of("a", 1, "b", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/a")
                .hasMessageContaining("/b");
    }
}
