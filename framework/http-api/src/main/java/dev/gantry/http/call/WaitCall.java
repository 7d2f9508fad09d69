package dev.gantry.http.call;

import dev.gantry.client.wire.ProjectEntry;
import dev.gantry.client.wire.RunStanding;
import dev.gantry.client.wire.WaitAnswer;
import dev.gantry.client.wire.WaitOrder;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.http.path.Names;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.RunAddress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits for many runs at once: {@code POST /projects/wait}. A project may be called {@code wait} all the same. */
public final class WaitCall {

    private static final List<String> MEMBERS = List.of("runs", "seconds");
    private static final List<String> ADDRESS_MEMBERS = List.of("project", "jobId");

    private final Api api;
    private final ProjectCall project;

    WaitCall(Api api) {
        this.api = api;
        this.project = new ProjectCall(api, "wait");
    }

    /**
     * How all of the runs stand, once one of them is finished, or after {@code seconds}: {@code {"runs": [{"project": "p",
     * "jobId": "j"}], "seconds": 60}}.
     */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<WaitAnswer> await(byte[] body) throws UnreadableJsonException {
        JsonBody members = JsonBody.parse(body, MEMBERS);
        int seconds = members.number("seconds", 0, WaitOrder.MOST_SECONDS).orElse(0);
        List<RunAddress> addresses = new ArrayList<>();
        for (JsonBody run : members.elements("runs", WaitOrder.MOST_RUNS, ADDRESS_MEMBERS)) {
            address(run, addresses);
        }
        members.done();
        ProjectRuns runs = api.engine().projects();
        WaitAnswer now = answer(addresses);
        if (seconds == 0 || addresses.isEmpty() || now.runs().stream().anyMatch(WaitCall::isFinished)) {
            return CompletableFuture.completedFuture(now);
        }
        List<UUID> uuids = addresses.stream().map(runs::uuid).toList();
        return RunWaiting.until(api, uuids, run -> run.state().finished(), Duration.ofSeconds(seconds))
                .thenApplyAsync(over -> answer(addresses), api.workers());
    }

    private static void address(JsonBody run, List<RunAddress> addresses) {
        try {
            addresses.add(Names.address(
                    run.text("project").orElse(""), run.text("jobId").orElse("")));
        } catch (ProblemException e) {
            run.fault("", e.getMessage());
        }
    }

    private static boolean isFinished(RunStanding standing) {
        return dev.gantry.job.RunStatus.valueOf(standing.status()).finished();
    }

    private WaitAnswer answer(List<RunAddress> addresses) {
        return new WaitAnswer(addresses.stream()
                .map(address ->
                        AddressedViews.standing(address, api.engine().projects().find(address)))
                .toList());
    }

    /** As of any other project. */
    @GET
    @Produces(Api.JSON)
    public ProjectEntry project() {
        return project.project();
    }

    /** As of any other project. */
    @PUT
    @Produces(Api.JSON)
    public CompletionStage<ProjectEntry> limit(byte[] body) throws UnreadableJsonException {
        return project.limit(body);
    }
}
