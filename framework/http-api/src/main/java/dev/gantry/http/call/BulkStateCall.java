package dev.gantry.http.call;

import dev.gantry.client.wire.BulkState;
import dev.gantry.http.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import java.util.UUID;

/** Shows how something stands that is done to many runs: {@code GET /bulk/{id}}. */
public final class BulkStateCall {

    private final Api api;
    private final String id;

    BulkStateCall(Api api, String id) {
        this.api = api;
        this.id = id;
    }

    /** How it stands; 404 if this server does not know it, or not any more. */
    @GET
    @Produces(Api.JSON)
    public BulkState state() {
        return uuid().flatMap(api.bulk()::state)
                .orElseThrow(
                        () -> ProblemException.noCall(
                                api.path("bulk/" + id),
                                "what is done to many runs is known to the server that does it, until ten minutes after its end"));
    }

    private Optional<UUID> uuid() {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
