package dev.gantry.http.call;

import dev.gantry.engine.catalog.JobDefinition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.nio.charset.StandardCharsets;

/** Shows what a job takes: {@code GET /{leaf}/post-schema}. */
public final class PostSchemaCall {

    private final JobDefinition job;

    PostSchemaCall(JobDefinition job) {
        this.job = job;
    }

    /** A {@link dev.gantry.client.wire.PostSchema}; the schema is JSON text already and is not read again. */
    @GET
    @Produces(Api.JSON)
    public byte[] postSchema() {
        return "{\"postSchema\":%s}".formatted(job.params().postSchema()).getBytes(StandardCharsets.UTF_8);
    }
}
