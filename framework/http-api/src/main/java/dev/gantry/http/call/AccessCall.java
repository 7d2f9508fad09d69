package dev.gantry.http.call;

import dev.gantry.client.wire.Access;
import dev.gantry.http.transport.Tokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Says what the caller may do: {@code GET /access}. */
public final class AccessCall {

    static final String NAME = "access";

    private final Tokens tokens;

    AccessCall(Tokens tokens) {
        this.tokens = tokens;
    }

    /** What the token that came with the call allows; it is not to be kept, since the next caller may have another. */
    @GET
    @Produces(Api.JSON)
    public Response access(@Context HttpHeaders headers) {
        Access access = tokens.accessOf(headers::getHeaderString);
        return Response.ok(access).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
