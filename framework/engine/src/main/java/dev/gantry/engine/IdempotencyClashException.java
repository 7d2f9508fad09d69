package dev.gantry.engine;

import java.util.UUID;

/** A submit carried an idempotency key that an earlier submit to the same job used with other params. */
public final class IdempotencyClashException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final UUID winner;

    IdempotencyClashException(String key, UUID winner) {
        super("Idempotency-Key \"%s\" was used before with other params, by run %s; use a key of its own for each input"
                .formatted(key, winner));
        this.winner = winner;
    }

    /** The run that has the key. */
    public UUID winner() {
        return winner;
    }
}
