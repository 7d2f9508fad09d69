package dev.gantry.http.call;

import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.job.RunStatus;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Shows the status of a run, perhaps once it is another:
 * {@code GET /projects/{project}/jobs/{job id}/status?wait=&not=}.
 */
public final class AddressedStatusCall {

    private static final List<String> PARAMETERS = List.of("wait", "not");

    private final Api api;
    private final RunAddress address;

    AddressedStatusCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /**
     * Its status; with {@code wait=N} once the run is finished, or its status is another than the one in {@code not}, or
     * after N seconds.
     */
    @GET
    @Produces(Api.JSON)
    public CompletionStage<Response> status(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        int seconds = query.number("wait", 0, (int) SubmitOptions.LONGEST_WAIT.toSeconds())
                .orElse(0);
        Optional<RunStatus> not = query.text("not").map(AddressedStatusCall::status);
        Optional<Run> now = api.engine().projects().find(address);
        boolean isIt = not.isPresent() && not.get() != AddressedViews.status(now);
        if (seconds == 0 || isIt || now.filter(run -> run.state().finished()).isPresent()) {
            return CompletableFuture.completedFuture(answer(now));
        }
        return RunWaiting.until(
                        api,
                        List.of(api.engine().projects().uuid(address)),
                        run -> run.state().finished() || (not.isPresent() && not.get() != ProjectRuns.statusOf(run)),
                        Duration.ofSeconds(seconds))
                .thenApplyAsync(over -> answer(api.engine().projects().find(address)), api.workers());
    }

    private static RunStatus status(String name) {
        try {
            return RunStatus.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Query.refused("not", name, "QUEUED, RUNNING, OK, FAIL or UNKNOWN");
        }
    }

    private Response answer(Optional<Run> run) {
        return Response.ok(AddressedViews.standing(address, run))
                .header("Cache-Control", "no-store")
                .build();
    }
}
