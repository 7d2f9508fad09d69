package dev.gantry.job;

import java.time.Duration;
import java.util.Collection;
import java.util.function.UnaryOperator;

/**
 * A job whose stages are methods, chosen by the run's tag {@code stage}; a run without it is in stage {@code main}.
 *
 * <pre>{@code
 * public final class Build extends Pipelines<Build.Params, Void> {
 *
 *     @Stage("main")
 *     void main() {
 *         RunHandle child = newRun().queue(what -> what.tag("stage", "child"));
 *         if (!waitJob(child).allOk()) {
 *             throw context().fail(500, "the child failed");
 *         }
 *     }
 *
 *     @Stage("child")
 *     void child(Params params) { … }
 * }
 * }</pre>
 *
 * <p>A stage method is not static, not private, and takes the params, the context, both or nothing, in this order; it returns nothing
 * or a {@link RunResult}. A class whose stage methods are not like that, or of which two have one name, is a discovery
 * issue and is not offered.
 *
 * @param <P> the params
 * @param <D> the data
 */
public abstract class Pipeline<P extends Record, D> extends BaseJob<P, D> {

    /** The tag that names the stage of a run. */
    public static final String STAGE = "stage";

    /** The stage of a run that has no such tag. */
    public static final String MAIN = "main";

    private RunContext<D> context;

    /** Execute the stage of this run. One that there is not fails the run with 404. */
    @Override
    public final RunResult run(P params, RunContext<D> run) throws Exception {
        context = run;
        return StageMethods.of(getClass(), params.getClass()).execute(this, params, run);
    }

    /** The run that is executed. */
    protected final RunContext<D> context() {
        return context;
    }

    /** The run that is executed, for the Job API. */
    protected final RunHandle mine() {
        return context.jobs().mine();
    }

    /** See {@link Jobs#newRun()}. */
    protected final RunHandle newRun() {
        return context.jobs().newRun();
    }

    /** See {@link Jobs#newRun(UnaryOperator)}. */
    protected final RunHandle newRun(UnaryOperator<Destination> to) {
        return context.jobs().newRun(to);
    }

    /** See {@link Jobs#waitJob(RunHandle)}. */
    protected final WaitResult waitJob(RunHandle run) {
        return context.jobs().waitJob(run);
    }

    /** See {@link Jobs#waitJobs(Collection)}. */
    protected final WaitResult waitJobs(Collection<RunHandle> runs) {
        return context.jobs().waitJobs(runs);
    }

    /** See {@link Jobs#waitJobs(Collection, Duration)}. */
    protected final WaitResult waitJobs(Collection<RunHandle> runs, Duration timeout) {
        return context.jobs().waitJobs(runs, timeout);
    }
}
