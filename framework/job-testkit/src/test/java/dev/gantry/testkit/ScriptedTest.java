package dev.gantry.testkit;

import dev.gantry.store.RunOptions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Has a kit with one slot, for runs of {@link ScriptedJob}. */
abstract class ScriptedTest {

    static final String INPUT = "{\"n\": 1, \"text\": \"one\"}";

    final JobTestKit kit = JobTestKit.withSlots(1, ScriptedJob.class);

    @AfterEach
    void close() {
        kit.close();
    }

    static RunOptions does(String what) {
        return new RunOptions("", Map.of(ScriptedJob.DOES, what), 0, Optional.empty(), Optional.empty());
    }

    /** Submit a run that does something. */
    TestRun submit(String what, ScriptedJob.Script script) {
        ScriptedJob.does(what, script);
        return kit.submit(ScriptedJob.class, INPUT, does(what));
    }

    /** Execute a run that does something, to its end. */
    TestRun run(String what, ScriptedJob.Script script) {
        return submit(what, script).finish();
    }
}
