package dev.gantry.client.link;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often a call is repeated while its server is away: after pauses that double, until the time is over.
 *
 * @param first the first pause
 * @param longest the pauses grow up to this
 * @param total no repetition begins later than this after the call was made
 */
public record Patience(Duration first, Duration longest, Duration total) {

    /** Pauses from 100 ms to 5 s, for a minute. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(1));

    private static final int MOST_DOUBLINGS = 30;

    public Patience {
        requireNonNull(first, "first is null");
        requireNonNull(longest, "longest is null");
        requireNonNull(total, "total is null");
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || total.isNegative()) {
            throw new IllegalArgumentException(
                    "the pauses are %s to %s for %s; expected a first one over zero, a longest one not below it"
                            .formatted(first, longest, total));
        }
    }

    /** The pause after so many failures in a row, at least one. */
    public Duration pause(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
