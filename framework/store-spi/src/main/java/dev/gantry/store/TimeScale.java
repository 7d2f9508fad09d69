package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Stretches of time of one length, one after the other. Goes by microseconds, as stores do.
 *
 * @param from when the first begins
 * @param length how long each is
 * @param count how many there are
 */
public record TimeScale(Instant from, Duration length, int count) {

    /** No stretch at all. */
    public static final TimeScale NONE = new TimeScale(Instant.EPOCH, Duration.ofSeconds(1), 0);

    public TimeScale {
        requireNonNull(from, "from is null");
        from = from.truncatedTo(ChronoUnit.MICROS);
        if (length.compareTo(Duration.of(1, ChronoUnit.MICROS)) < 0 || count < 0) {
            throw new IllegalArgumentException(
                    "%d stretches of %s; expected 0 or more, of a microsecond or more".formatted(count, length));
        }
    }

    /** Which stretch a moment is in, from 0; -1 if it is in none. */
    public int indexOf(Instant moment) {
        if (count == 0 || moment.isBefore(from)) {
            return -1;
        }
        long index = ChronoUnit.MICROS.between(from, moment) / micros();
        return index < count ? (int) index : -1;
    }

    /** When a stretch begins. */
    public Instant start(int index) {
        return from.plus(index * micros(), ChronoUnit.MICROS);
    }

    /** How long each is, in microseconds. */
    public long micros() {
        return length.toNanos() / 1_000;
    }
}
