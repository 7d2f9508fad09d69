package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs say of themselves. */
class MetaTest extends ScriptedTest {

    @Test
    @SuppressWarnings("SystemOut") // what is printed is what the test is about
    void whatIsPrintedAndWhatIsSetReadBackAsOneMapForEachPair() {
        ScriptedJob.does("telling", (input, run) -> {
            System.out.println("meta: name=alexey age=48");
            System.out.println("no meta: a=b");
            run.meta("reboot", "need it now");
            run.meta("done", true);
            run.meta("dirty", false);
            System.out.println("  meta: url=http://x/?q=1 !cold warm");
            return RunResult.OK;
        });
        TestRun parent = run("asking", (input, run) -> {
            RunHandle child = run.jobs().newRun().queue(what -> what.tag(ScriptedJob.DOES, "telling"));
            run.jobs().waitJob(child);
            assertThat(child.meta())
                    .isEqualTo(List.of(
                            Map.of("name", "alexey"),
                            Map.of("age", "48"),
                            Map.of("reboot", "need it now"),
                            Map.of("done", true),
                            Map.of("dirty", false),
                            Map.of("url", "http://x/?q=1"),
                            Map.of("cold", false),
                            Map.of("warm", true)));
            assertThat(child.report())
                    .isEqualTo("meta: name=alexey age=48\nno meta: a=b\n  meta: url=http://x/?q=1 !cold warm");
            return RunResult.OK;
        });
        assertThat(parent.errors()).isEmpty();
        assertThat(parent.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aNameThatCouldNotBeReadBackIsRefused() {
        TestRun run = run("misnaming", (input, context) -> {
            context.meta("a b", 1);
            return RunResult.OK;
        });
        assertThat(run.errors().get(0).message()).contains("the meta name is \"a b\"");
    }
}
