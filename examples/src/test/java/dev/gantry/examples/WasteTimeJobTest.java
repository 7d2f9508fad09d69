package dev.gantry.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.store.RunState;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WasteTimeJobTest {

    @AutoClose
    private final JobTestKit kit = JobTestKit.of(WasteTimeJob.class);

    @Test
    void itLogsAfterEachNapUntilTheTimeIsUp() {
        TestRun run = kit.run(WasteTimeJob.class, Map.of("delay", 1));

        assertThat(run.result()).isEqualTo(200);
        assertThat(run.events())
                .startsWith("starting examples_waste_time job " + run.uuid())
                .endsWith("0.00 seconds remaining")
                .hasSizeBetween(8, 21);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void noTimeIsWastedInNoTime() {
        TestRun run = kit.run(WasteTimeJob.class, Map.of("delay", 0));

        assertThat(run.events()).hasSize(1);
        assertThat(run.completeness()).isEqualTo(1);
    }

    @Test
    void aCancelEndsANapThatWouldLastForMinutes() {
        TestRun run = kit.submit(WasteTimeJob.class, Map.of("delay", 3600)).await(RunState.RUNNING);

        run.cancel().finish();

        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void moreThanAnHourIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.submit(WasteTimeJob.class, Map.of("delay", 3601)))
                .withMessageContaining("delay");
    }
}
