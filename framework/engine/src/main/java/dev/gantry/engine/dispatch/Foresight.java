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
     * However long a claim takes, no more is claimed ahead than begins within this, at first: within it no run waits so long
     * that it is given back. Runs that are done long before the next claim is answered begin sooner than the rate of their
     * ends tells, and then it grows, until one is given back.
     */
    private static final long FIRST_HORIZON_NANOS = Duration.ofMillis(20).toNanos();

    private static final long STEP_NANOS = Duration.ofMillis(1).toNanos();

    /**
     * With fewer, slots that execute runs of some microseconds stand empty before the next claim is answered, and claims are so
     * small that what each costs besides its runs shows.
     */
    private static final int PER_SLOT = 256;

    private final InstantSource clock;
    private final int most;
    private Instant askedAt;
    private long endedThen;
    private double ratePerNano;
    private long roundTripNanos;
    private long horizonNanos = FIRST_HORIZON_NANOS;
    private long givenBack;

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
        return (int) Math.min(most, lower * Math.min(horizonNanos, ROUND_TRIPS * roundTripNanos));
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

    /**
     * That claim was answered.
     *
     * @param starving whether a slot stands empty and nothing waits for it
     * @param givenBackSoFar how many runs were claimed ahead so far and given back since they waited for too long
     */
    void answered(boolean starving, long givenBackSoFar) {
        roundTripNanos = Math.max(0, nanos(askedAt, clock.instant()));
        long enough = ROUND_TRIPS * roundTripNanos;
        if (givenBackSoFar > givenBack) {
            horizonNanos = Math.max(FIRST_HORIZON_NANOS, Math.min(horizonNanos, enough) / 2);
        } else if (starving && horizonNanos < enough) {
            horizonNanos = givenBack == 0 ? horizonNanos * 2 : horizonNanos + STEP_NANOS;
        }
        givenBack = givenBackSoFar;
    }
}
