package dev.gantry.client;

import dev.gantry.client.wire.Problem;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one of many runs that were submitted: one of the two is there.
 *
 * @param uuid the run, which is durable
 * @param problem why there is none
 */
public record ItemResult(Optional<UUID> uuid, Optional<Problem> problem) {}
