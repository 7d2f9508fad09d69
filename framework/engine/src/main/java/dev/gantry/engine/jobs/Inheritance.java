package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunSpec;
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import java.util.Map;
import java.util.Optional;

/** Fills in what a run that is queued has from the one that queues it. */
final class Inheritance {

    private final Run parent;
    private final String parentParams;
    private final RunSetup parentSetup;
    private final JobDefinition parentJob;
    private final JobJson json;

    Inheritance(Caller caller, RunSetup setup, JobJson json) {
        this.parent = caller.run();
        this.parentParams = caller.claim().body().params();
        this.parentJob = caller.job();
        this.parentSetup = setup;
        this.json = json;
    }

    /** What is to be queued on this server. */
    QueueOrder order(RunSpec spec, Catalog catalog, Caller caller) {
        String job = job(spec, catalog);
        int priority = spec.priority()
                .orElseGet(() ->
                        catalog.job(job).map(found -> found.policy().priority()).orElse(0));
        RunOptions options = new RunOptions(spec.description(), tags(spec), priority, spec.runAt(), Optional.empty());
        return new QueueOrder(job, params(spec, job), options, setup(spec), Optional.of(caller.lease()));
    }

    /** All that is to be said to another server, in plain values. */
    RunSpec spelledOut(RunSpec spec, Catalog catalog) {
        String job = job(spec, catalog);
        RunSetup setup = setup(spec);
        RunSpec told = RunSpec.INHERITED
                .description(spec.description())
                .job(job)
                .tags(tags(spec))
                .params(json.plain("params", json.read("params", params(spec, job), Object.class)))
                .config(setup.config())
                .target(setup.target());
        RunSpec urgent = spec.priority().map(told::priority).orElse(told);
        return spec.runAt().map(urgent::runAt).orElse(urgent);
    }

    private String job(RunSpec spec, Catalog catalog) {
        return spec.job()
                .or(() -> spec.jobClass()
                        .map(type -> catalog.jobOf(type, parentJob.realm().plugin())
                                .map(JobDefinition::path)
                                .orElseThrow(() -> new JobApiException(
                                        404,
                                        "%s is no job of this server; expected a class with @Leaf that is offered"
                                                .formatted(type.getName())))))
                .orElse(parent.request().path());
    }

    /** Params fit the job that they were given to. */
    private String params(RunSpec spec, String job) {
        return spec.params()
                .map(given -> json.write("params", given))
                .orElseGet(() -> job.equals(parent.request().path()) ? parentParams : "{}");
    }

    private Map<String, String> tags(RunSpec spec) {
        return spec.tags().orElseGet(() -> parent.request().options().tags());
    }

    private RunSetup setup(RunSpec spec) {
        return new RunSetup(
                spec.config().map(this::plainConfig).orElseGet(parentSetup::config),
                spec.target().map(target -> target.over(parentSetup.target())).orElseGet(parentSetup::target));
    }

    @SuppressWarnings("unchecked") // what a map is read back as
    private Map<String, Object> plainConfig(Map<String, Object> config) {
        return (Map<String, Object>) json.plain("config", config);
    }
}
