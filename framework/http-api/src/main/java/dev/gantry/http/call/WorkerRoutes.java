package dev.gantry.http.call;

import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import java.util.Map;

/** Which call a path below {@code /workers} means. */
final class WorkerRoutes {

    static final String WORKERS = "workers";

    private static final Map<String, WorkerOrder> ORDERS =
            Map.of("drain", WorkerOrder.DRAIN, "undrain", WorkerOrder.TAKE, "retire", WorkerOrder.RETIRE);

    private static final int ORDER = 3;

    private final Api api;

    WorkerRoutes(Api api) {
        this.api = api;
    }

    /** Find the call; the path begins with {@code workers}. */
    Object find(TreePath path) {
        if (path.size() == 1) {
            return new WorkersCall(api);
        }
        if (path.size() == 2) {
            return ORDERS.containsKey(path.last())
                    ? new HostOrderCall(api, ORDERS.get(path.last()))
                    : new WorkerCall(worker(path.last()));
        }
        if (path.size() == ORDER && ORDERS.containsKey(path.last())) {
            return new WorkerOrderCall(api, worker(path.segment(1)), ORDERS.get(path.last()));
        }
        throw ProblemException.noCall(
                api.path(path.toString()), "a worker has %s/ID/drain, undrain and retire".formatted(api.path(WORKERS)));
    }

    private Worker worker(String id) {
        return api.engine().roster().list().stream()
                .filter(worker -> worker.name().equals(id))
                .findFirst()
                .orElseThrow(() -> noWorker(id));
    }

    static ProblemException noWorker(String id) {
        return ProblemException.noWorker("no worker %s is known; it may have left".formatted(id));
    }
}
