package dev.gantry.examples.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.testkit.TestRun;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples that wait for their children. */
class WaitingExamplesTest {

    @Test
    void updatesComeWhileTheParentDoesSomethingElse() {
        try (Family family = Family.of(AsyncWaitJob.class)) {
            TestRun main = family.main("{}");

            String jobId = Family.addressOf(family.child()).jobId();
            assertThat(main.result()).isEqualTo(200);
            assertThat(main.report()).startsWith("queue spawned job, RunInfo[project=spawned_jobs");
            assertThat(main.events())
                    .isNotEmpty()
                    .allMatch(event -> event.startsWith("job-id => %s, status => ".formatted(jobId)))
                    .endsWith("job-id => %s, status => OK".formatted(jobId));
            assertThat(family.report(family.child())).isEqualTo("config: {}\ntags: {bar=2, foo=1, stage=child}");
        }
    }

    @Test
    void aParentThatFollowsPrintsEachStatus() {
        try (Family family = Family.of(FollowJob.class)) {
            TestRun main = family.main("{}");

            assertThat(main.report().lines())
                    .isSubsetOf("status => QUEUED", "status => RUNNING", "status => OK")
                    .endsWith("status => OK");
        }
    }

    @Test
    void tenRunsAreWaitedForBeforeAnybodyHasQueuedThem() {
        try (Family family = Family.of(PredefinedIdsJob.class)) {
            TestRun main = family.main("{}");

            List<Run> workers = family.children();
            assertThat(main.report().lines())
                    .containsExactly("10 jobs finished successfully", "0 jobs failed", "0 jobs timeouted");
            assertThat(workers)
                    .extracting(run -> Family.addressOf(run).project())
                    .containsExactly(IntStream.rangeClosed(1, 10)
                            .mapToObj(i -> "worker_" + i)
                            .toArray(String[]::new));
            assertThat(workers).allMatch(run -> run.state() == RunState.SUCCEEDED);
            assertThat(family.report(workers.get(9)))
                    .isEqualTo("I am a child job!\n{i=10, seed=%s, stage=child}".formatted(main.uuid()));
        }
    }

    @Test
    void stagesMayBeMethods() {
        try (Family family = Family.of(ClassStyleJob.class)) {
            TestRun main = family.main("{}");

            assertThat(main.report().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("job info: RunInfo[project=spawned_011");
            assertThat(main.report().lines()).last().isEqualTo("WaitResult[ok=1, fail=0, timeout=0]");
            assertThat(family.report(family.child()))
                    .isEqualTo("I am a child scenario\nconfig: {}\ntags: {stage=child}");
        }
    }
}
