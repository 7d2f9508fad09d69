package dev.gantry.examples.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.testkit.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that queue children and say what those are to be. */
class SpawningExamplesTest {

    @Test
    void theTagsMakeAChildOfTheSameScenario() {
        try (Family family = Family.of(SpawnChildJob.class)) {
            TestRun main = family.main("{}");

            assertThat(main.result()).isEqualTo(200);
            assertThat(main.report())
                    .startsWith("job info: RunInfo[project=examples_pipelines_spawn_child.spawned_0")
                    .contains("description=spawned job");
            assertThat(family.report(family.child()))
                    .isEqualTo("I am a child scenario\nconfig: {}\ntags: {bar=2, foo=1, stage=child}");
            assertThat(family.child().request().origin().parent()).contains(main.uuid());
            assertThat(family.child().request().options().description()).isEqualTo("spawned job");
        }
    }

    @Test
    void whatTheParentNamesTakesThePlaceOfWhatWouldBeInherited() {
        try (Family family = Family.of(OverrideJob.class)) {
            family.main("{}");

            assertThat(family.report(family.child()).lines())
                    .containsExactly(
                            "tags: {bar=2, foo=1, stage=child}",
                            "config: {no_index_update=true}",
                            "place: DOCKER",
                            "container: debian_bullseye",
                            "sudo: false");
        }
    }

    @Test
    void aProjectMayBeNamed() {
        try (Family family = Family.of(ExplicitProjectJob.class)) {
            family.main("{}");

            assertThat(family.report(family.child())).isEqualTo("my project is spawned_job");
        }
    }

    @Test
    void aProjectThatIsNotNamedIsOneOfFour() {
        try (Family family = Family.of(ImplicitProjectJob.class)) {
            family.main("{}");

            assertThat(family.report(family.child()))
                    .matches("my project is examples_pipelines_implicit_project\\.spawned_0[1-4]");
        }
    }

    @Test
    void tenChildrenGoToOneOfTenProjectsEach() {
        try (Family family = Family.of(WorkersJob.class)) {
            TestRun main = family.main("{}");

            List<Run> children = family.children();
            assertThat(main.report()).isEqualTo("WaitResult[ok=10, fail=0, timeout=0]");
            assertThat(children).hasSize(10).allMatch(run -> run.state() == RunState.SUCCEEDED);
            assertThat(children)
                    .allSatisfy(run -> assertThat(Family.addressOf(run).project())
                            .matches("examples_pipelines_ten_workers\\.spawned_(0[1-9]|10)"));
            assertThat(children).extracting(run -> Family.addressOf(run)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRecursionGoesOnUntilTheStageThatEndsIt() {
        try (Family family = Family.of(RecursiveJob.class)) {
            TestRun main = family.main("{}");

            List<Run> children = family.children();
            assertThat(children)
                    .extracting(run -> Family.addressOf(run).project())
                    .containsExactly("spawned_01", "spawned_02");
            assertThat(main.report()).startsWith("queue spawned job RunInfo[project=spawned_01");
            assertThat(family.report(children.get(0)).lines()).first().isEqualTo("I am a child scenario");
            assertThat(family.report(children.get(1)).lines())
                    .containsExactly(
                            "I am off now, good buy!",
                            "config: {no_index_update=true}",
                            "tags: {bar=2, foo=1, stage=off}");
            assertThat(children.get(1).request().origin().parent())
                    .contains(children.get(0).uuid());
        }
    }
}
