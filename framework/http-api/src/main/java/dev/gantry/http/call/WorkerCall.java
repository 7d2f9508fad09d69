package dev.gantry.http.call;

import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.store.worker.Worker;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;

/** Shows a worker: {@code GET /workers/{id}}. */
public final class WorkerCall {

    private final Worker worker;

    WorkerCall(Worker worker) {
        this.worker = worker;
    }

    /** The worker as it said last. */
    @GET
    @Produces(Api.JSON)
    public WorkerEntry worker() {
        return WorkerViews.entry(worker);
    }
}
