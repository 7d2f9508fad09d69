package dev.gantry.http.call;

import dev.gantry.client.wire.Health;
import dev.gantry.engine.WorkerStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Shows how the server is: {@code GET /health}. */
public final class HealthCall {

    private final Api api;

    HealthCall(Api api) {
        this.api = api;
    }

    /** 200 if the server takes runs, 503 if it cannot. */
    @GET
    @Produces(Api.JSON)
    public Response health() {
        Optional<String> trouble = api.runs().trouble();
        WorkerStatus worker = api.engine().worker();
        long queued = trouble.isPresent()
                ? 0
                : api.runs().queued().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        Health health = new Health(
                trouble.isPresent() ? Health.DOWN : Health.UP,
                api.version(),
                trouble.orElse(null),
                new Health.Worker(
                        worker.name(),
                        worker.state().name(),
                        worker.slots(),
                        worker.running().size(),
                        worker.threadsLeftBehind()),
                queued);
        return Response.status(trouble.isPresent() ? 503 : 200)
                .header("Cache-Control", "no-store")
                .entity(health)
                .build();
    }
}
