package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.job.Branch;
import dev.gantry.job.Leaf;
import dev.gantry.job.Pipeline;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.job.Stage;
import dev.gantry.store.RunState;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs whose stages are methods. */
class PipelineTest {

    private final JobTestKit kit = JobTestKit.withSlots(1, Build.class);

    @AfterEach
    void close() {
        kit.close();
    }

    /** The branch of the pipelines. */
    @Branch(path = "pipelines")
    abstract static class Pipelines<P extends Record> extends Pipeline<P, Void> {

        @Stage("inherited")
        RunResult inherited() {
            return RunResult.code(204);
        }
    }

    /** One of each kind of stage. */
    @Leaf(path = "build")
    static final class Build extends Pipelines<Build.Params> {

        record Params(String next) {}

        @Stage("main")
        RunResult begin(Params params) {
            if (params.next().isEmpty()) {
                return RunResult.code(201);
            }
            RunHandle child = newRun().queue(what -> what.tag("stage", params.next()));
            return waitJob(child).allOk() ? RunResult.OK : RunResult.code(500);
        }

        @Stage("child")
        void child(Params params, RunContext<Void> run) {
            mine().putStash(params.next() + run.tags());
        }

        @Stage("broken")
        void broken() {
            throw new IllegalStateException("the disk is on fire");
        }

        @Stage("endless")
        void endless(RunContext<Void> run) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Has stages that cannot be. */
    @Leaf(path = "wrong")
    @SuppressWarnings({"UnusedMethod", "unused"}) // none is ever called
    static final class Wrong extends Pipelines<Wrong.Params> {

        record Params() {}

        record Others() {}

        @Stage("main")
        private void hidden() {}

        @Stage("two")
        int number() {
            return 2;
        }

        @Stage("three")
        void others(Others params) {}

        @Stage("three")
        void again() {}
    }

    private static String next(String stage) {
        return "{\"next\": \"%s\"}".formatted(stage);
    }

    @Test
    void aRunWithoutTheTagIsInStageMain() {
        assertThat(kit.run(Build.class, next("")).result()).isEqualTo(201);
    }

    @Test
    void theTagChoosesTheStage() {
        TestRun run = kit.run(Build.class, next("child"));
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.children().get(0).stashJson()).contains("\"child{stage=child}\"");
    }

    @Test
    void aStageMayBeInherited() {
        TestRun run = kit.run(Build.class, next("inherited"));
        assertThat(run.children().get(0).result()).isEqualTo(204);
    }

    @Test
    void aStageThatThereIsNotFailsTheRunWithThoseThereAre() {
        TestRun run = kit.run(Build.class, next("nowhere"));
        assertThat(run.children().get(0).result()).isEqualTo(404);
        assertThat(run.children().get(0).errors().get(0).message())
                .isEqualTo(
                        "the tag stage is \"nowhere\"; the stages of Build are broken, child, endless, inherited, main");
    }

    @Test
    void whatAStageThrowsKeepsItsOwnStackTrace() {
        TestRun run = kit.run(Build.class, next("broken"));
        assertThat(run.children().get(0).errors().get(0).message())
                .startsWith("java.lang.IllegalStateException: the disk is on fire\n\tat ")
                .contains("PipelineTest$Build.broken")
                .doesNotContain("InvocationTargetException");
    }

    @Test
    void aStageIsCancelledLikeAnyJob() {
        TestRun run = kit.submit(Build.class, next("endless"));
        run.await(record -> !run.children().isEmpty());
        run.children().get(0).await(RunState.RUNNING);
        run.cancel().await(RunState.CANCELLED);
        run.children().get(0).await(RunState.CANCELLED);
    }

    @Test
    void stagesThatCannotBeKeepThePipelineFromBeingOffered() {
        assertThatThrownBy(() -> JobTestKit.of(Wrong.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the stage hidden is static or private; make it neither")
                .hasMessageContaining("the stage number returns int; expected void or RunResult")
                .hasMessageContaining("the stage others takes other parameters than (Params, RunContext)")
                .hasMessageContaining("@Stage(\"three\") stands on ");
    }
}
