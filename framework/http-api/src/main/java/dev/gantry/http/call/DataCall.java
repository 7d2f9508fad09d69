package dev.gantry.http.call;

import dev.gantry.http.view.RunData;
import dev.gantry.store.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.nio.charset.StandardCharsets;

/** Shows what a run produced so far: {@code GET /{root}/data/{uuid}}. */
public final class DataCall {

    private final Api api;
    private final Run run;

    DataCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** Its data: JSON text already, so it is not read again. */
    @GET
    @Produces(Api.JSON)
    public byte[] data() {
        return RunData.json(api.runs().body(run.uuid())).getBytes(StandardCharsets.UTF_8);
    }
}
