package dev.gantry.app.jobapi;

import dev.gantry.app.jobs.ScriptedJob;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunSpec;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What runs of {@link ScriptedJob} do, on any server of this process. */
final class Scripts {

    static final String JOB = "tests/scripted";

    private static final AtomicInteger count = new AtomicInteger();
    private static final Map<String, Function<RunContext<?>, Callable<Void>>> scripts = new ConcurrentHashMap<>();

    static {
        System.getProperties().put(ScriptedJob.SCRIPTS, scripts);
    }

    private Scripts() {}

    /** The code of a run. */
    interface Script {

        /** Does nothing. */
        Script IDLE = run -> {};

        void run(RunContext<?> run) throws Exception;
    }

    /** Keep a script, and return the params of a run that executes it. */
    static Map<String, Object> params(Script script) {
        String name = "script_" + count.incrementAndGet();
        scripts.put(name, run -> () -> {
            script.run(run);
            return null;
        });
        return Map.of("script", name);
    }

    /** A run that executes a script. */
    static UnaryOperator<RunSpec> scripted(Script script) {
        Map<String, Object> params = params(script);
        return what -> what.job(JOB).params(params);
    }

    /** A run that does nothing, with a number that makes it one of its own. */
    static UnaryOperator<RunSpec> numbered(int number, Script script) {
        String name = (String) params(script).get("script");
        return what -> what.job(JOB).params(Map.of("script", name, "number", number));
    }

    /** The number of the run that is executed. */
    static int number(RunContext<?> run) {
        return (int) ((Map<?, ?>) run.data().orElseThrow()).get("number");
    }
}
