package dev.gantry.engine.simulation;

import dev.gantry.store.Claims;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The fences under which a process was given runs. Jobs are not told theirs, but the oracle wants to know it. */
final class GivenFences {

    private record Attempt(UUID run, int number) {}

    private final Map<Attempt, Long> fences = new HashMap<>();

    /** An attempt that is given back before it began is given anew under the same number, and a higher fence. */
    void given(Claims claims) {
        claims.claims()
                .forEach(claim -> fences.put(
                        new Attempt(claim.run().uuid(), claim.run().standing().attempts()), claim.fence()));
    }

    long of(UUID run, int attempt) {
        return fences.get(new Attempt(run, attempt));
    }
}
