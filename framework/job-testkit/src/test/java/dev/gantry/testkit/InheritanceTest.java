package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.engine.jobs.QueueOrder;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.RunSpec;
import dev.gantry.job.Target;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import jakarta.ws.rs.DefaultValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a child has from its parent, and what it is given instead. */
class InheritanceTest {

    private static final List<String> told = new ArrayList<>();
    private static volatile UnaryOperator<RunSpec> spec = what -> what;
    private static final AtomicReference<JobApiException> refusal = new AtomicReference<>();

    private final JobTestKit kit = JobTestKit.withSlots(1, Heir.class, Other.class);

    @BeforeEach
    void forget() {
        told.clear();
        spec = what -> what;
    }

    @AfterEach
    void close() {
        kit.close();
    }

    /** Queues a child from its project and says what it was given elsewhere. */
    @Leaf(path = "heir")
    static final class Heir extends TestJob<Heir.Input> {

        record Input(int n) {}

        @Override
        public RunResult run(Input input, RunContext<Steps> run) {
            if (run.project().equals("parents")) {
                RunHandle child = run.jobs().run("children", "1");
                refusal.set(catchThrowableOfType(JobApiException.class, () -> child.queue(spec)));
                run.jobs().waitJob(child, Duration.ZERO);
            } else {
                told.add("%s %d %s %s %s \"%s\""
                        .formatted(
                                run.jobType(), input.n(), run.tags(), run.config(), run.target(), run.description()));
            }
            return RunResult.OK;
        }
    }

    /** Says that it was run. */
    @Leaf(path = "other")
    static final class Other extends TestJob<Other.Input> {

        record Input(@DefaultValue("7") int other) {}

        @Override
        public RunResult run(Input input, RunContext<Steps> run) {
            told.add("%s %d".formatted(run.jobType(), input.other()));
            return RunResult.OK;
        }
    }

    private List<String> childOf(RunSetup setup, UnaryOperator<RunSpec> what) {
        spec = what;
        RunOptions options = new RunOptions("the parent", Map.of("a", "b"), 0, Optional.empty(), Optional.empty());
        try {
            kit.projects()
                    .queue(
                            new RunAddress("parents", "1"),
                            new QueueOrder("tests/heir", "{\"n\": 3}", options, setup, Optional.empty()))
                    .join();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        kit.at("parents", "1").finish();
        if (refusal.get() == null) {
            kit.at("children", "1").finish();
        }
        return told;
    }

    private static final RunSetup SETUP = new RunSetup(
            Map.of("list", List.of(1, true), "x", "y"),
            Target.docker("debian").user("alice").sudo(true));

    @Test
    void aChildHasJobParamsTagsConfigAndTargetOfItsParent() {
        assertThat(childOf(SETUP, what -> what))
                .containsExactly("tests_heir 3 {a=b} %s %s \"\"".formatted(SETUP.config(), SETUP.target()));
    }

    @Test
    void whatIsNamedReplacesWhatWouldBeInherited() {
        assertThat(childOf(
                        SETUP,
                        what -> what.description("mine")
                                .tag("c", "d")
                                .params(new Heir.Input(5))
                                .config(Map.of("z", 1))
                                .target(Target.host("far").port(22))))
                .containsExactly("tests_heir 5 {c=d} {z=1} %s \"mine\""
                        .formatted(Target.host("far").port(22).user("alice").sudo(true)));
    }

    @Test
    void aJobIsNamedByItsClassOrItsPathAndGetsNoParamsOfAnother() {
        assertThat(childOf(SETUP, what -> what.job(Other.class))).containsExactly("tests_other 7");
    }

    @Test
    void aJobThatThereIsNotIsRefused() {
        childOf(SETUP, what -> what.job("tests/nowhere"));
        assertThat(refusal.get().code()).isEqualTo(404);
        assertThat(refusal.get()).hasMessageContaining("tests/nowhere");
    }

    @Test
    void paramsThatDoNotFitAreRefused() {
        childOf(SETUP, what -> what.params(Map.of("n", "many")));
        assertThat(refusal.get().code()).isEqualTo(422);
    }
}
