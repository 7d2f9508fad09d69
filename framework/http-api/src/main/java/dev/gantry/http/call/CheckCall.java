package dev.gantry.http.call;

import dev.gantry.client.wire.ParamsCheck;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.UnreadableJsonException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;

/** Says whether a submit would be taken, as far as its params tell: {@code POST /{leaf}/check}. */
public final class CheckCall {

    private final Api api;
    private final JobDefinition job;

    CheckCall(Api api, JobDefinition job) {
        this.api = api;
        this.job = job;
    }

    /** 200 if the params can be submitted; otherwise what the submit would answer. Nothing is kept. */
    @POST
    @Produces(Api.JSON)
    public ParamsCheck check(byte[] body, @Context HttpHeaders headers)
            throws UnreadableJsonException, InvalidParamsException {
        if (body.length > 0) {
            SubmitCall.checkType(headers.getMediaType());
        }
        String unused = api.gate().pass(job, () -> job.params().complete(JobInput.parse(body)));
        return new ParamsCheck(true);
    }
}
