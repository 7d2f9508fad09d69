package dev.gantry.http.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.WireJson;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.RunAttributes;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.http.view.RunData;
import dev.gantry.store.LogLine;
import dev.gantry.store.Origin;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunState;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of a run as one object: ZeroG's attributes under ZeroG's names, params and data beside them, and what Gantry
 * has to say besides in an object of its own. The attributes are those of {@link RunAttributes}; they stay what they are
 * even if data has a member of the same name.
 */
final class Dump {

    /** ZeroG's {@code ttr}, the time a run may take in a queue's hands: 30 days. */
    private static final int TIME_TO_RUN_SECONDS = 2_592_000;

    private static final double SCHEMA_VERSION = 1.0;

    private final ObjectNode node = WireJson.mapper().createObjectNode();
    private final ObjectNode ours = WireJson.mapper().createObjectNode();
    private final Optional<JobDefinition> job;

    Dump(Run run, Optional<JobDefinition> job) {
        this.job = job;
        addIdentity(run);
        addQueue(run);
        addProgress(run);
        addOurs(run);
    }

    private void addIdentity(Run run) {
        node.put("documentType", "gantry_run");
        node.put("schemaVersion", SCHEMA_VERSION);
        node.put("uuid", run.uuid().toString());
        node.put("jobType", run.jobType());
        node.put("logId", run.jobType() + "_" + run.uuid());
        node.put("cas", run.stamp().revision());
        node.put("createdAt", WireJson.text(run.createdAt()));
        node.put("updatedAt", WireJson.text(run.stamp().updatedAt()));
    }

    private void addQueue(Run run) {
        node.put("queueName", run.jobType());
        node.set("queueKwargs", WireJson.mapper().valueToTree(Map.of("ttr", TIME_TO_RUN_SECONDS)));
        node.put("queueJobId", run.number());
    }

    private void addProgress(Run run) {
        Progress progress = run.progress();
        node.put("running", run.state() == RunState.RUNNING);
        node.put("errorCount", run.standing().errorCount());
        node.put("completeness", progress.completeness());
        node.put("tickcount", progress.tickCount());
        node.put("tickval", progress.tickValue());
        node.put("resultCode", run.standing().resultCode());
    }

    private void addOurs(Run run) {
        RunOptions options = run.request().options();
        ours.put("state", run.state().name());
        ours.put("runAt", WireJson.text(run.runAt()));
        ours.put("priority", options.priority());
        ours.put("attempts", run.standing().attempts());
        ours.put("cancelRequested", run.standing().cancelRequested());
        ours.put("description", options.description());
        ours.set("tags", WireJson.mapper().valueToTree(options.tags()));
        addOrigin(run);
        if (job.isEmpty() && run.state() == RunState.QUEUED) {
            ours.put("held", HeldRuns.reason(run.jobType()));
        }
        node.set(RunAttributes.GANTRY, ours);
    }

    private void addOrigin(Run run) {
        RunAddress address = ProjectRuns.addressOf(run);
        ours.put("project", address.project());
        ours.put("jobId", address.jobId());
        Origin origin = run.request().origin();
        origin.parent().ifPresent(parent -> ours.put("parent", parent.toString()));
        RunSetup setup = RunSetup.of(origin.setup());
        ours.set("config", WireJson.mapper().valueToTree(setup.config()));
        ours.set("target", WireJson.mapper().valueToTree(AddressedViews.target(setup.target())));
    }

    void addLog(RunLog log) {
        node.set("events", WireJson.mapper().valueToTree(Views.lines(log, LogLine.Kind.EVENT)));
        node.set("errors", WireJson.mapper().valueToTree(Views.lines(log, LogLine.Kind.ERROR)));
        node.set("warnings", WireJson.mapper().valueToTree(Views.lines(log, LogLine.Kind.WARNING)));
        if (!log.dropped().isEmpty()) {
            ours.set("dropped", WireJson.mapper().valueToTree(Views.dropped(log)));
        }
    }

    /** Add the params without their secrets; without the job nobody knows which those are. */
    void addParams(String params) {
        job.ifPresentOrElse(
                known -> flatten(RunData.read(known.params().redact(params))),
                () -> ours.put("paramsOmitted", "which of them are secret is not known while the job is not offered"));
    }

    void addData(ObjectNode data) {
        flatten(data);
    }

    private void flatten(ObjectNode members) {
        members.properties().forEach(member -> {
            if (!RunAttributes.NAMES.contains(member.getKey())) {
                node.set(member.getKey(), member.getValue());
            }
        });
    }

    ObjectNode node() {
        return node;
    }
}
