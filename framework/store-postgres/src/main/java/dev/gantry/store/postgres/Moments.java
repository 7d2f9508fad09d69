package dev.gantry.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the database has them: microseconds since 1970; what lies beyond is the least or the greatest. */
final class Moments {

    private static final long PER_SECOND = 1_000_000;
    private static final long NANOS_EACH = 1_000;
    private static final Instant LAST = fromDatabase(Long.MAX_VALUE - 1);
    private static final Instant FIRST = fromDatabase(Long.MIN_VALUE + 1);

    private Moments() {}

    static long toDatabase(Instant moment) {
        if (moment.isAfter(LAST)) {
            return Long.MAX_VALUE;
        }
        if (moment.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant fromDatabase(long micros) {
        if (micros == Long.MAX_VALUE) {
            return Instant.MAX;
        }
        if (micros == Long.MIN_VALUE) {
            return Instant.MIN;
        }
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_EACH);
    }

    /** A length of time in microseconds, at least as long. */
    static long micros(Duration length) {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE / PER_SECOND - 1);
        Duration bounded = length.compareTo(longest) > 0 ? longest : length;
        return bounded.getSeconds() * PER_SECOND + (bounded.getNano() + NANOS_EACH - 1) / NANOS_EACH;
    }

    /** The moment as it will be read back. */
    static Instant kept(Instant moment) {
        return fromDatabase(toDatabase(moment));
    }
}
