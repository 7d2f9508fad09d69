package dev.gantry.http.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gantry.client.wire.Outcome;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.view.RunData;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import dev.gantry.store.Submission;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts a run: {@code POST /{leaf}/job}. No thread waits, neither for the disk nor for the run. */
public final class SubmitCall {

    private final Api api;
    private final JobDefinition job;

    SubmitCall(Api api, JobDefinition job) {
        this.api = api;
        this.job = job;
    }

    /**
     * 201 with the uuid, once the run is durable; 200 if a run with the same idempotency key and params was there.
     * With {@code Prefer: wait=N} the answer comes when the run is finished or after N seconds, and has the outcome.
     */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<Response> submit(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers)
            throws UnreadableJsonException, InvalidParamsException {
        if (body.length > 0) {
            checkType(headers.getMediaType());
        }
        RunOptions options = SubmitOptions.read(job, uri, headers);
        Optional<Duration> wait = SubmitOptions.wait(headers);
        CompletableFuture<Submission> submitted =
                api.gate().pass(job, () -> api.engine().submit(job, body, options));
        return wait.map(time -> submitted
                        .thenCompose(submission -> FinishedRun.within(api, submission.run(), time)
                                .thenApply(run -> new Submission(run, submission.created())))
                        .thenApplyAsync(submission -> waited(submission, time), api.workers()))
                .orElseGet(() -> submitted.thenApplyAsync(this::accepted, api.workers()));
    }

    static void checkType(MediaType type) {
        boolean json = type != null
                && (type.getSubtype().equalsIgnoreCase("json")
                        || type.getSubtype().endsWith("+json"));
        if (!json) {
            throw ProblemException.unsupportedType(type == null ? "of no stated type" : type.toString());
        }
    }

    private Response accepted(Submission submission) {
        return answer(submission).entity(json(submission.run().uuid())).build();
    }

    private static byte[] json(UUID uuid) {
        return ("{\"uuid\":\"" + uuid + "\"}").getBytes(ISO_8859_1);
    }

    private Response waited(Submission submission, Duration time) {
        Run run = submission.run();
        return answer(submission)
                .header("Preference-Applied", "wait=" + time.toSeconds())
                .entity(new Outcome(
                        run.uuid(),
                        run.progress().completeness(),
                        run.standing().resultCode(),
                        run.state().finished() ? RunData.tree(api.runs().body(run.uuid())) : null))
                .build();
    }

    private Response.ResponseBuilder answer(Submission submission) {
        Run run = submission.run();
        return Response.status(submission.created() ? 201 : 200)
                .location(URI.create(api.path(run.request().root() + "/info/" + run.uuid())));
    }
}
