package dev.gantry.http.call;

import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks something of a worker: {@code POST /workers/{id}/drain}, {@code undrain} and {@code retire}. */
public final class WorkerOrderCall {

    private final Api api;
    private final String worker;
    private final WorkerOrder order;

    WorkerOrderCall(Api api, Worker worker, WorkerOrder order) {
        this.api = api;
        this.worker = worker.name();
        this.order = order;
    }

    /** The worker once the order is durable; it obeys soon. 409 if it was retired and something else is asked. */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<WorkerEntry> ask() {
        return api.engine().roster().order(List.of(worker), order).thenApplyAsync(this::answer, api.workers());
    }

    private WorkerEntry answer(List<Worker> asked) {
        Worker after = asked.stream().findFirst().orElseThrow(() -> WorkerRoutes.noWorker(worker));
        if (after.order() != order) {
            throw ProblemException.conflict(
                    "worker %s was asked to retire and takes runs no more; start another".formatted(worker));
        }
        return WorkerViews.entry(after);
    }
}
