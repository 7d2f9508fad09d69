package dev.gantry.http.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.WireJson;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.RunAttributes;
import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunState;
import dev.gantry.store.Standing;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of a run as one flat object, under ZeroG's names. The names of the attributes are those of
 * {@link RunAttributes}; they stay what they are even if data has a member of the same name.
 */
final class Dump {

    /** ZeroG's {@code ttr}, the time a run may take in a queue's hands: 30 days. */
    private static final int TIME_TO_RUN_SECONDS = 2_592_000;

    private static final double SCHEMA_VERSION = 1.0;

    private final ObjectNode node = WireJson.mapper().createObjectNode();
    private final Optional<JobDefinition> job;

    Dump(Run run, Optional<JobDefinition> job) {
        this.job = job;
        addIdentity(run);
        addQueue(run);
        addStanding(run);
    }

    private void addIdentity(Run run) {
        RunOptions options = run.request().options();
        node.put("documentType", "gantry_run");
        node.put("schemaVersion", SCHEMA_VERSION);
        node.put("uuid", run.uuid().toString());
        node.put("jobType", run.jobType());
        node.put("logId", run.jobType() + "_" + run.uuid());
        node.put("cas", run.stamp().revision());
        node.put("createdAt", WireJson.text(run.createdAt()));
        node.put("updatedAt", WireJson.text(run.stamp().updatedAt()));
        node.put("description", options.description());
        node.set("tags", WireJson.mapper().valueToTree(options.tags()));
    }

    private void addQueue(Run run) {
        node.put("queueName", run.jobType());
        node.set("queueKwargs", WireJson.mapper().valueToTree(Map.of("ttr", TIME_TO_RUN_SECONDS)));
        node.put("queueJobId", run.number());
        node.put("runAt", WireJson.text(run.runAt()));
        node.put("priority", run.request().options().priority());
        if (job.isEmpty() && run.state() == RunState.QUEUED) {
            node.put("held", HeldRuns.reason(run.jobType()));
        }
    }

    private void addStanding(Run run) {
        Standing standing = run.standing();
        Progress progress = run.progress();
        node.put("state", run.state().name());
        node.put("running", run.state() == RunState.RUNNING);
        node.put("cancelRequested", standing.cancelRequested());
        node.put("attempts", standing.attempts());
        node.put("errorCount", standing.errorCount());
        node.put("completeness", progress.completeness());
        node.put("tickcount", progress.tickCount());
        node.put("tickval", progress.tickValue());
        node.put("resultCode", standing.resultCode());
    }

    void addLog(RunLog log) {
        node.set("events", WireJson.mapper().valueToTree(Views.lines(log, LogLine.Kind.EVENT)));
        node.set("errors", WireJson.mapper().valueToTree(Views.lines(log, LogLine.Kind.ERROR)));
        node.set("warnings", WireJson.mapper().valueToTree(Views.lines(log, LogLine.Kind.WARNING)));
        if (!log.dropped().isEmpty()) {
            node.set("dropped", WireJson.mapper().valueToTree(Views.dropped(log)));
        }
    }

    /** Add the params without their secrets; without the job nobody knows which those are. */
    void addParams(String params) {
        job.ifPresentOrElse(
                known -> flatten(RunData.read(known.params().redact(params))),
                () -> node.put(
                        "paramsOmitted", "which of them are secret is not known while the job is not offered"));
    }

    void addData(ObjectNode data) {
        flatten(data);
    }

    private void flatten(ObjectNode members) {
        members.fields().forEachRemaining(member -> {
            if (!RunAttributes.NAMES.contains(member.getKey())) {
                node.set(member.getKey(), member.getValue());
            }
        });
    }

    ObjectNode node() {
        return node;
    }
}
