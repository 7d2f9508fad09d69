package dev.gantry.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each kind of class that a plugin may contain. */
class JobReaderTest {

    private final JobReader reader =
            new JobReader(new PluginRealm("acme", JobReaderTest.class.getClassLoader(), () -> {}));

    record Params(@DefaultValue("3") int n) {}

    record Row(String name) {}

    @Branch(path = "acme", name = "Acme", description = "jobs of Acme")
    @RunPolicy(retryDelay = "PT5S", priority = 7)
    abstract static class Acme<P extends Record, D> extends BaseJob<P, D> {

        @Override
        public RunResult run(P params, RunContext<D> run) {
            return RunResult.OK;
        }
    }

    /** A place for shared code, no branch of its own. */
    abstract static class Listing<P extends Record, T> extends Acme<P, List<T>> {}

    @Branch(path = "deep")
    abstract static class Deep<T> extends Listing<Params, T> {}

    @Leaf(path = "rows", name = "Rows", description = "lists rows")
    static final class Rows extends Deep<Row> {}

    @Leaf(path = "lonely")
    static final class WithoutBranch extends BaseJob<Params, Row> {

        @Override
        public RunResult run(Params params, RunContext<Row> run) {
            return RunResult.OK;
        }
    }

    static final class WithoutLeaf extends Acme<Params, Row> {}

    @Leaf(path = "runs")
    static final class WithReservedPath extends Acme<Params, Row> {}

    @Leaf(path = "a/b")
    static final class WithSlash extends Acme<Params, Row> {}

    record Greedy(String uuid, int completeness) {}

    @Leaf(path = "greedy")
    static final class WithReservedParams extends Acme<Greedy, Row> {}

    record Loud(List<String> events) {}

    @Leaf(path = "loud")
    static final class WithReservedData extends Acme<Params, Loud> {}

    record BadDefault(@DefaultValue("many") int n) {}

    @Leaf(path = "bad_default")
    static final class WithBadDefault extends Acme<BadDefault, Row> {}

    @Leaf(path = "raw")
    @SuppressWarnings("rawtypes")
    static final class WithoutTypes extends Acme {}

    @Leaf(path = "picky")
    static final class WithArguments extends Acme<Params, Row> {

        WithArguments(String unused) {}
    }

    @Leaf(path = "inner")
    @SuppressWarnings("ClassCanBeStatic")
    final class Inner extends Acme<Params, Row> {}

    @Leaf(path = "hasty")
    @RunPolicy(retryDelay = "soon")
    static final class WithBadPolicy extends Acme<Params, Row> {}

    private String onlyIssueOf(Class<?> type) {
        JobReading reading = reader.read(type);
        assertThat(reading.job()).isEmpty();
        assertThat(reading.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.plugin()).isEqualTo("acme");
            assertThat(issue.source()).isEqualTo(type.getName());
        });
        return reading.issues().get(0).message();
    }

    @Test
    void aJobHasThePathOfItsBranchesAndItsOwn() {
        JobReading reading = reader.read(Rows.class);
        assertThat(reading.issues()).isEmpty();
        JobDefinition job = reading.job().orElseThrow();
        assertThat(job.path()).isEqualTo("acme/deep/rows");
        assertThat(job.jobType()).isEqualTo("acme_deep_rows");
        assertThat(job.label().name()).isEqualTo("Rows");
        assertThat(reading.branches())
                .containsExactly(
                        new BranchDefinition("acme", "Acme", "jobs of Acme"),
                        new BranchDefinition("acme/deep", "deep", ""));
    }

    @Test
    void dataKeepItsTypeThroughWhateverLiesBetween() {
        JobDefinition job = reader.read(Rows.class).job().orElseThrow();
        assertThat(job.data().read("[{\"name\":\"first\"}]")).isEqualTo(List.of(new Row("first")));
    }

    @Test
    void aPolicyIsInheritedFromTheBranch() {
        JobPolicy policy = reader.read(Rows.class).job().orElseThrow().policy();
        assertThat(policy.backoff().after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.priority()).isEqualTo(7);
    }

    @Test
    void anAbstractClassIsNoJobAndNothingIsWrongWithIt() {
        JobReading reading = reader.read(Deep.class);
        assertThat(reading.job()).isEmpty();
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.branches()).hasSize(2);
    }

    @Test
    void aLeafWithoutABranchIsAnIssue() {
        assertThat(onlyIssueOf(WithoutBranch.class)).contains("lonely").contains("@Branch");
    }

    @Test
    void aConcreteClassWithoutALeafIsAWarning() {
        assertThat(onlyIssueOf(WithoutLeaf.class)).contains("@Leaf");
        assertThat(reader.read(WithoutLeaf.class).issues().get(0).severity())
                .isEqualTo(DiscoveryIssue.Severity.WARNING);
    }

    @Test
    void aReservedNameIsAnIssue() {
        assertThat(onlyIssueOf(WithReservedPath.class)).contains("\"runs\"").contains("reserved");
    }

    @Test
    void aPathOfTwoSegmentsIsAnIssue() {
        assertThat(onlyIssueOf(WithSlash.class)).contains("a/b");
    }

    @Test
    void paramsAndDataWithTheNameOfARunAttributeAreIssues() {
        assertThat(reader.read(WithReservedParams.class).issues())
                .extracting(DiscoveryIssue::message)
                .hasSize(2)
                .anyMatch(message -> message.contains("\"uuid\""))
                .anyMatch(message -> message.contains("\"completeness\""));
        assertThat(onlyIssueOf(WithReservedData.class)).contains("\"events\"");
    }

    @Test
    void aDefaultThatDoesNotFitItsTypeIsAnIssue() {
        assertThat(onlyIssueOf(WithBadDefault.class)).contains("n").contains("many");
    }

    @Test
    void paramsThatAreNoRecordAreAnIssue() {
        assertThat(onlyIssueOf(WithoutTypes.class)).contains("record");
    }

    @Test
    void aJobThatCannotBeMadeIsAnIssue() {
        assertThat(onlyIssueOf(WithArguments.class)).contains("constructor");
        assertThat(onlyIssueOf(Inner.class)).contains("static");
    }

    @Test
    void aPolicyThatCannotBeUsedIsAnIssue() {
        assertThat(onlyIssueOf(WithBadPolicy.class))
                .contains("retryDelay")
                .contains("soon")
                .contains("PT30S");
    }
}
