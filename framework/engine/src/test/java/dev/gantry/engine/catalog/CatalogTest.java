package dev.gantry.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of plugins that are in each other's way. */
class CatalogTest {

    private final PluginRealm realm = new PluginRealm("test", CatalogTest.class.getClassLoader(), () -> {});

    record Nothing() {}

    @Branch(path = "root")
    abstract static class Root extends BaseJob<Nothing, Void> {

        @Override
        public RunResult run(Nothing params, RunContext<Void> run) {
            return RunResult.OK;
        }
    }

    @Leaf(path = "contested")
    static final class First extends Root {}

    @Branch(path = "contested")
    abstract static class Contested extends Root {}

    @Branch(path = "below")
    abstract static class Below extends Contested {}

    @Leaf(path = "deep")
    static final class Deep extends Below {}

    private PluginContents plugin(String name, Class<?> job) {
        JobReading reading = new JobReader(realm).read(job);
        return new PluginContents(
                name, "1", reading.branches(), reading.job().stream().toList(), reading.issues());
    }

    @Test
    void nothingBelowABranchThatIsNotOfferedIsOffered() {
        Catalog catalog = Catalog.of(List.of(plugin("one", First.class), plugin("two", Deep.class)));

        assertThat(catalog.job("root/contested")).isPresent();
        assertThat(catalog.branch("root/contested/below")).isEmpty();
        assertThat(catalog.job("root/contested/below/deep")).isEmpty();
        assertThat(catalog.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.plugin()).isEqualTo("two");
            assertThat(issue.message()).contains("root/contested", "are not offered");
        });
    }
}
