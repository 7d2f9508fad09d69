package dev.gantry.verify.history;

import java.util.Map;
import java.util.Optional;

/**
 * What a submit asks for.
 *
 * @param mark tells it from all others; also its idempotency key, if it is keyed
 * @param keyed whether it may be repeated; in a project it always may
 * @param leaf the job
 * @param params for the job, without the witness
 * @param tags of the run
 */
public record Order(String mark, boolean keyed, String leaf, Map<String, String> params, Map<String, String> tags) {

    public Order {
        params = Map.copyOf(params);
        tags = Map.copyOf(tags);
    }

    /** The project that the run is queued in, by the Job API; empty: in none. It is told by a tag. */
    public Optional<String> project() {
        return Optional.ofNullable(tags.get("project"));
    }
}
