package dev.gantry.http.call;

import dev.gantry.client.wire.AddressedRun;
import dev.gantry.client.wire.Problem;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.jobs.QueueOrder;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.problem.Problems;
import dev.gantry.job.ClashException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.RunAddress;
import dev.gantry.store.Submission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Queues a run at an address, and shows it: {@code PUT} and {@code GET /projects/{project}/jobs/{job id}}. */
public final class AddressedRunCall {

    private final Api api;
    private final RunAddress address;

    AddressedRunCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /** What is known of the run; its status is {@code UNKNOWN} if nobody has queued it yet. */
    @GET
    @Produces(Api.JSON)
    public AddressedRun info() {
        return AddressedViews.run(address, api.engine().projects().find(address));
    }

    /**
     * 201 with the run once it is durable; 200 if it is there with the same job and params; 409 with who is there if it has
     * others.
     */
    @PUT
    @Produces(Api.JSON)
    public CompletionStage<Response> queue(byte[] body, @Context HttpHeaders headers) throws UnreadableJsonException {
        if (body.length > 0) {
            SubmitCall.checkType(headers.getMediaType());
        }
        QueueOrder order = OrderBody.read(body, api.catalog());
        try {
            return queue(order).handleAsync(this::answer, api.workers());
        } catch (InvalidParamsException e) {
            throw ProblemException.badBody(e.faults().stream()
                    .map(fault -> new Problem.Fault("/params" + fault.pointer(), fault.message()))
                    .toList());
        }
    }

    private CompletableFuture<Submission> queue(QueueOrder order)
            throws UnreadableJsonException, InvalidParamsException {
        ProjectRuns runs = api.engine().projects();
        JobDefinition job = api.catalog()
                .job(order.job())
                .or(() -> api.catalog().jobOfType(order.job()))
                .orElseThrow(() -> ProblemException.noJobToQueue(order.job()));
        return api.gate().pass(job, () -> runs.queue(address, order));
    }

    private Response answer(Submission submission, Throwable failure) {
        if (failure == null) {
            return Response.status(submission.created() ? 201 : 200)
                    .location(URI.create(api.path("projects/%s/jobs/%s".formatted(address.project(), address.jobId()))))
                    .entity(AddressedViews.run(address, Optional.of(submission.run())))
                    .build();
        }
        throw Problems.cause(failure) instanceof ClashException clash
                ? withWinner(clash)
                : new CompletionException(failure);
    }

    private ProblemException withWinner(ClashException clash) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("winner", clash.winner());
        members.put("project", address.project());
        members.put("jobId", address.jobId());
        api.engine().projects().find(address).ifPresent(run -> {
            members.put("job", run.request().path());
            members.put("createdAt", run.createdAt());
        });
        return ProblemException.clash(clash.getMessage(), members);
    }
}
