package dev.gantry.engine;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes the identities of runs: version 7 of RFC 9562, which begins with the time, so that runs of one period lie
 * together in a store. Thread-safe.
 */
final class RunIds {

    private static final int IDS_PER_DRAW = 256;

    private final RandomGenerator random;
    private final InstantSource clock;

    /** Drawn for many at once: one draw for each would be much of what a run costs that comes with a thousand others. */
    private final ByteBuffer drawn = ByteBuffer.allocate(IDS_PER_DRAW * (Short.BYTES + Long.BYTES));

    RunIds(InstantSource clock, RandomGenerator random) {
        this.random = random;
        this.clock = clock;
        drawn.position(drawn.limit());
    }

    synchronized UUID next() {
        if (!drawn.hasRemaining()) {
            random.nextBytes(drawn.array());
            drawn.clear();
        }
        long high = (clock.millis() << 16) | 0x7000L | (drawn.getShort() & 0x0FFF);
        long low = (drawn.getLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
