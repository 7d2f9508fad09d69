package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Does what a test in the same process wants it to. The plugin and the test share no classes but those of Java and of the
 * Job API, so the test leaves its scripts in the system properties.
 */
@Leaf(path = "scripted")
@RunPolicy(maxErrors = 1)
public final class ScriptedJob extends TestJob<ScriptedJob.Params> {

    /** The system property with the scripts by their names. */
    public static final String SCRIPTS = "gantry.test.scripts";

    /**
     * What to do.
     *
     * @param script the name of the script
     * @param number tells runs of one script apart; the script finds it in the data
     */
    public record Params(String script, @DefaultValue("0") int number) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) throws Exception {
        run.data(Map.of("number", params.number()));
        Map<?, ?> scripts = (Map<?, ?>) System.getProperties().get(SCRIPTS);
        @SuppressWarnings("unchecked")
        Function<RunContext<?>, Callable<Void>> script =
                (Function<RunContext<?>, Callable<Void>>) scripts.get(params.script());
        script.apply(run).call();
        return RunResult.OK;
    }
}
