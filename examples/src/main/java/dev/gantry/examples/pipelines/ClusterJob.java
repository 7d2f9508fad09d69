package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.Stage;
import dev.gantry.job.Target;
import jakarta.ws.rs.DefaultValue;
import java.net.URI;

/**
 * Has its child executed by another server, which has this job too and shares the token {@code GANTRY_API_TOKEN}. All else
 * is as on one server: stash, files, meta, waiting.
 */
@Leaf(path = "cluster", name = "Cluster", description = "queues a run on another server")
public final class ClusterJob extends StagedExample<ClusterJob.Params> {

    /**
     * Where the child goes.
     *
     * @param api the other server, such as {@code http://other:8888}
     * @param container the container on that server that the child is to work in; empty: the server itself
     */
    public record Params(URI api, @DefaultValue("") String container) {}

    @Stage("main")
    void main(Params params, RunContext<Void> run) {
        RunHandle child = newRun(to -> to.api(params.api()));
        Target target = params.container().isEmpty()
                ? Target.LOCALHOST
                : Target.docker(params.container()).sudo(false);
        child.queue(what -> what.description("child job").tag("stage", "child").target(target));
        if (!waitJob(child).allOk()) {
            throw run.fail(500, "the child failed: " + child.report());
        }
        System.out.println(child.report());
    }

    @Stage("child")
    void child(RunContext<Void> run) {
        System.out.println("I am a child job in %s, on %s %s"
                .formatted(run.project(), run.target().place(), run.target().name())
                .strip());
    }
}
