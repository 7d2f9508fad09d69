package dev.gantry.http.call;

import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.engine.Roster;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks something of all workers of a host: {@code POST /workers/drain?host=…}, {@code undrain} and {@code retire}. */
public final class HostOrderCall {

    private final Api api;
    private final WorkerOrder order;

    HostOrderCall(Api api, WorkerOrder order) {
        this.api = api;
        this.order = order;
    }

    /** Its workers once the order is durable; one that was retired before stays so. Later ones of the host are not asked. */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<List<WorkerEntry>> ask(@Context UriInfo uri) {
        String host = new Query(uri.getQueryParameters(), List.of("host"))
                .text("host")
                .orElseThrow(() -> ProblemException.badRequest(
                        "host is missing; expected the host of the workers to ask, such as ?host=%s"
                                .formatted(someHost())));
        Roster roster = api.engine().roster();
        List<String> workers = roster.list().stream()
                .filter(worker -> worker.report().identity().host().equals(host))
                .map(Worker::name)
                .toList();
        if (workers.isEmpty()) {
            throw ProblemException.noWorker(
                    "no worker is known on host %s; GET %s lists them".formatted(host, api.path(WorkerRoutes.WORKERS)));
        }
        return roster.order(workers, order).thenApplyAsync(WorkerViews::entries, api.workers());
    }

    private String someHost() {
        return api.engine().roster().list().stream()
                .map(worker -> worker.report().identity().host())
                .findFirst()
                .orElse("localhost");
    }
}
