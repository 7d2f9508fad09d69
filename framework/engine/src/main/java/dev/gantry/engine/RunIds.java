package dev.gantry.engine;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes the identities of runs: version 7 of RFC 9562, which begins with the time, so that runs of one period lie
 * together in a store. Thread-safe.
 */
final class RunIds {

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    RunIds(InstantSource clock) {
        this.clock = clock;
    }

    UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
