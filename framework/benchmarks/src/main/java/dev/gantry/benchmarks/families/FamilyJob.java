package dev.gantry.benchmarks.families;

import dev.gantry.job.Destination;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunSpec;
import dev.gantry.job.Stage;
import dev.gantry.job.WaitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A run that queues others and waits for them, in each of the shapes that are measured. */
@Leaf(path = "family", name = "Family", description = "queues runs and waits for them")
public final class FamilyJob extends FamilyPipeline<FamilyJob.Params> {

    static final String RECURSION = "recursion";
    static final String FAN_OUT = "fan_out";
    static final String WIDE_FAN_OUT = "wide_fan_out";
    static final String CHAIN = "chain";

    private static final String LEVEL = "level";
    private static final String CHILD = "child";
    private static final int MOST_WORKERS = 99;

    /**
     * What family.
     *
     * @param count how many descendants there are to be, or still to come
     * @param seed begins the job ids that are chosen beforehand
     */
    public record Params(int count, String seed) {}

    /** As in Sparky's document: the main run waits for runs that launch each other. */
    @Stage(RECURSION)
    void recursion(Params params) {
        launch(params.count(), params.seed());
        expectOk(IntStream.rangeClosed(1, params.count())
                .mapToObj(i -> level(i, params.seed()))
                .toList());
    }

    @Stage(LEVEL)
    void level(Params params) {
        if (params.count() > 1) {
            launch(params.count() - 1, params.seed());
        }
    }

    private RunHandle level(int i, String seed) {
        return newRun(to -> to.project("level_" + i).jobId(seed + "_" + i));
    }

    private void launch(int count, String seed) {
        level(count, seed).queue(what -> what.tag(STAGE, LEVEL).params(new Params(count, seed)));
    }

    @Stage(FAN_OUT)
    void fanOut(Params params) {
        fanOut(params, UnaryOperator.identity());
    }

    @Stage(WIDE_FAN_OUT)
    void wideFanOut(Params params) {
        fanOut(params, to -> to.workers(MOST_WORKERS));
    }

    private void fanOut(Params params, UnaryOperator<Destination> to) {
        UnaryOperator<RunSpec> child = what -> what.tag(STAGE, CHILD);
        List<RunHandle> children = new ArrayList<>();
        for (int i = 0; i < params.count(); i++) {
            children.add(newRun(to).queue(child));
        }
        expectOk(children);
    }

    @Stage(CHILD)
    void child() {}

    /** Each waits for the next. */
    @Stage(CHAIN)
    void chain(Params params) {
        if (params.count() > 0) {
            RunHandle next = newRun(to -> to.project("link_" + params.count()).jobId(params.seed()));
            next.queue(what -> what.tag(STAGE, CHAIN).params(new Params(params.count() - 1, params.seed())));
            expectOk(List.of(next));
        }
    }

    private void expectOk(List<RunHandle> runs) {
        WaitResult result = waitJobs(runs);
        RunContext<?> run = context();
        if (!result.allOk()) {
            throw run.fail(500, "of %d runs ended %s".formatted(runs.size(), result));
        }
    }
}
