package dev.gantry.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.store.RunAddress;
import dev.gantry.store.Stash;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Shows the stash of a run: {@code GET /projects/{project}/jobs/{job id}/stash}. It is written elsewhere:
 * {@link dev.gantry.http.transfer.Transfers}.
 */
public final class StashCall {

    private static final byte[] NOTHING = "{}".getBytes(UTF_8);

    private final Api api;
    private final RunAddress address;

    StashCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /** Any JSON value, with its version as {@code ETag}; {@code {}} without one if nobody wrote any. */
    @GET
    @Produces(Api.JSON)
    public Response stash() {
        Optional<Stash> stash = api.engine().projects().stash(address);
        return stash.map(found -> Response.ok(found.json().getBytes(UTF_8))
                        .header("ETag", "\"%d\"".formatted(found.version()))
                        .header("Gantry-Writer", found.writer().replaceAll("[^\\x20-\\x7e]", "?"))
                        .lastModified(java.util.Date.from(found.at())))
                .orElseGet(() -> Response.ok(NOTHING))
                .header("Cache-Control", "no-cache")
                .build();
    }
}
