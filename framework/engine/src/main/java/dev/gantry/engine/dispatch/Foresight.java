package dev.gantry.engine.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells how many runs to claim before there are slots for them: none, unless runs are so short that slots would stand empty
 * while a claim is under way.
 *
 * <p>It goes by how many attempts ended between the last claims and by how long the last one took; one burst of ends is not
 * enough. Not thread-safe.
 */
final class Foresight {

    /** Enough to be far from running out when the next claim is answered. */
    private static final int ROUND_TRIPS = 4;

    /**
     * However long a claim takes, no more is claimed ahead than begins within this. It is what a store in a database needs
     * to answer, and no more than a run may wait here before it is given back.
     */
    private static final long LONGEST_NANOS = Duration.ofMillis(20).toNanos();

    private static final int PER_SLOT = 64;

    private final InstantSource clock;
    private final int most;
    private Instant askedAt;
    private long endedThen;
    private double ratePerNano;
    private long roundTripNanos;

    /**
     * Make one for a worker that has executed nothing yet.
     *
     * @param clock real time
     */
    Foresight(InstantSource clock, int slots) {
        this.clock = clock;
        this.most = slots * PER_SLOT;
        this.askedAt = clock.instant();
    }

    /**
     * How many should wait for a slot.
     *
     * @param ended how many attempts have ended so far
     */
    int ahead(long ended) {
        double lower = Math.min(ratePerNano, rateSinceAsked(ended, clock.instant()));
        return (int) Math.min(most, lower * Math.min(LONGEST_NANOS, ROUND_TRIPS * roundTripNanos));
    }

    private double rateSinceAsked(long ended, Instant now) {
        return (ended - endedThen) / (double) Math.max(1, nanos(askedAt, now));
    }

    private static long nanos(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }

    /** A claim is about to be asked for. */
    void asked(long ended) {
        Instant now = clock.instant();
        ratePerNano = rateSinceAsked(ended, now);
        askedAt = now;
        endedThen = ended;
    }

    /** That claim was answered. */
    void answered() {
        roundTripNanos = Math.max(0, nanos(askedAt, clock.instant()));
    }
}
