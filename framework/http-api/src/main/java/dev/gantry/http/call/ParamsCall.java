package dev.gantry.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.SubmittedParams;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.view.RunData;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;

/** Shows what a run was submitted with, to be submitted again: {@code GET /{root}/params/{uuid}}. */
public final class ParamsCall {

    private final Api api;
    private final Run run;

    ParamsCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The params without what is secret; 409 while the job is not offered, since nobody knows then what that is. */
    @GET
    @Produces(Api.JSON)
    public SubmittedParams params() {
        JobDefinition job = api.catalog()
                .jobOfType(run.jobType())
                .orElseThrow(() -> ProblemException.conflict(
                        "which params of run %s are secret is not known while no plugin offers the job %s; see %s"
                                .formatted(run.uuid(), run.jobType(), api.path("plugins"))));
        String params = api.runs()
                .body(run.uuid())
                .map(RunBody::params)
                .orElseThrow(() -> ProblemException.noRun(run.uuid().toString()));
        ObjectNode shown = RunData.read(job.params().redact(params));
        List<String> omitted = new ArrayList<>();
        omit("", RunData.read(params), shown, omitted);
        return new SubmittedParams(shown, omitted);
    }

    /** Take away what is not shown as it was given. */
    private static void omit(String pointer, JsonNode given, JsonNode shown, List<String> omitted) {
        if (shown instanceof ObjectNode object) {
            List<String> secrets = new ArrayList<>();
            object.properties().forEach(member -> {
                String name = member.getKey();
                String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (hidden(given.path(name), member.getValue())) {
                    secrets.add(name);
                    omitted.add(at);
                } else {
                    omit(at, given.path(name), member.getValue(), omitted);
                }
            });
            object.remove(secrets);
        } else if (shown instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (hidden(given.path(i), array.get(i))) {
                    omitted.add(pointer + "/" + i);
                    array.setNull(i);
                } else {
                    omit(pointer + "/" + i, given.path(i), array.get(i), omitted);
                }
            }
        }
    }

    private static boolean hidden(JsonNode given, JsonNode shown) {
        return !shown.isContainerNode() && !shown.equals(given);
    }
}
