package dev.gantry.testkit;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does what the test says for the run's tag {@code does}; nothing without one. */
@Leaf(path = "scripted_child")
@RunPolicy(retryDelay = "PT1M")
final class ScriptedJob extends TestJob<ScriptedJob.Input> {

    /** What tests say. */
    interface Script {
        RunResult run(Input input, RunContext<Steps> run) throws Exception;
    }

    record Input(int n, String text) {}

    static final String DOES = "does";

    private static final Map<String, Script> scripts = new ConcurrentHashMap<>();

    /** Say what runs with this tag do. */
    static void does(String what, Script script) {
        scripts.put(what, script);
    }

    @Override
    public RunResult run(Input input, RunContext<Steps> run) throws Exception {
        Script script = scripts.getOrDefault(run.tags().getOrDefault(DOES, ""), (params, context) -> RunResult.OK);
        return script.run(input, run);
    }
}
