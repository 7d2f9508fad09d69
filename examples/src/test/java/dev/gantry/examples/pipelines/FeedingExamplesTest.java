package dev.gantry.examples.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.StoredFile;
import dev.gantry.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples in which runs hand things to each other. */
class FeedingExamplesTest {

    @Test
    void aParentReadsWhatItsChildLeftInItsStash() {
        try (Family family = Family.of(StashFromChildJob.class)) {
            TestRun main = family.main("{}");

            assertThat(main.report().lines()).endsWith("status => OK", "{hello=Sparky}");
        }
    }

    @Test
    void aChildReadsWhatItsParentPutIntoItsStashBeforeItWasQueued() {
        try (Family family = Family.of(StashToChildJob.class)) {
            assertThat(family.main("{}").result()).isEqualTo(200);

            assertThat(family.report(family.child())).isEqualTo("hello, world: [1, 2, 3]");
        }
    }

    @Test
    void theStashOfARunThatNobodyQueuedIsEmpty() {
        try (Family family = Family.of(ReadStashJob.class)) {
            TestRun main = family.main(Map.of("project", "nobody", "jobId", "ever"));

            assertThat(main.report()).isEqualTo("{}");
        }
    }

    @Test
    void aParentReadsWhatItsChildSaysOfItself() {
        try (Family family = Family.of(MetaJob.class)) {
            TestRun main = family.main("{}");

            assertThat(main.report().lines()).containsExactly("alexey", "48", "need");
        }
    }

    @Test
    void aParentReadsAFileThatItsChildMade() {
        try (Family family = Family.of(FilesJob.class)) {
            TestRun main = family.main("{}");

            assertThat(main.report().lines())
                    .containsExactly("hello from main ...", "# Images", "", "Made by examples_pipelines_files.");
            assertThat(family.report(family.child())).isEqualTo("hello from child");
            assertThat(family.kit().engine().projects().files(Family.addressOf(family.child())))
                    .extracting(StoredFile::name)
                    .containsExactly("README");
        }
    }
}
