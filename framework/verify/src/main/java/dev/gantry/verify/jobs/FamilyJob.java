package dev.gantry.verify.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Queues children and waits for them, before it does steps of its own. Each attempt names the same children. */
@Leaf(path = "family", name = "Family", description = "Queues children, waits for them, and does its steps")
@RunPolicy(maxErrors = 4, retryDelay = "PT0.1S")
public final class FamilyJob extends WitnessedJob {

    /** The project of all children that are given a job id. */
    public static final String NURSERY = "nursery";

    private static final List<String> ENDINGS = List.of("ok", "break", "ok", "fail");

    /** What a child does, from 1. */
    public static Params child(Params parent, int number) {
        int dice = parent.steps() + number;
        return new Params(
                parent.mark() + "." + number,
                parent.witness(),
                1 + dice % 3,
                parent.stepMillis(),
                0,
                ENDINGS.get(dice % ENDINGS.size()));
    }

    @Override
    void before(Params params, RunContext<Position> run, Witness witness) throws IOException {
        List<RunHandle> children = new ArrayList<>();
        for (int number = 1; number <= params.children(); number++) {
            children.add(queue(child(params, number), number, run));
        }
        witness.write("WAIT", 0);
        // Who is cancelled while it waits ends without a slot, and is not awake again.
        run.jobs().waitJobs(children);
        witness.write("AWAKE", 0);
        for (int i = 0; i < children.size(); i++) {
            RunHandle child = children.get(i);
            Object stash = child.getStash(Map.class).get("mark");
            witness.write("CHILD", "%s %s %s".formatted(params.mark() + "." + (i + 1), child.status(), stash));
        }
    }

    /** One has an address that is made up, the others one that can be told from their marks. */
    private static RunHandle queue(Params child, int number, RunContext<Position> run) {
        RunHandle handle = number == 1 ? run.jobs().newRun() : run.jobs().run(NURSERY, child.mark());
        Map<String, String> caller = Map.of("caller", run.tags().getOrDefault("caller", "0"));
        Map<String, String> addressed = Map.of("caller", caller.get("caller"), "project", NURSERY);
        return handle.queue(what -> what.job("verify/child").params(child).tags(number == 1 ? caller : addressed));
    }
}
