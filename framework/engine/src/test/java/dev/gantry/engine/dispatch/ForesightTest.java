package dev.gantry.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForesightTest {

    private static final int SLOTS = 8;

    private Instant now = Instant.EPOCH;
    private long ended;
    private final Foresight foresight = new Foresight(() -> now, SLOTS);

    /** Claims one after the other, each answered after a while in which so many attempts ended. */
    private void claim(int times, Duration answer, int endedMeanwhile) {
        for (int i = 0; i < times; i++) {
            foresight.asked(ended);
            now = now.plus(answer);
            ended += endedMeanwhile;
            foresight.answered(false, 0);
        }
    }

    @Test
    void noSlotStandsEmptyWhileADatabaseAnswers() {
        claim(3, Duration.ofMillis(12), 24);

        assertThat(foresight.ahead(ended)).isGreaterThanOrEqualTo(24);
    }

    @Test
    void noMoreIsClaimedAheadThanBeginsBeforeItIsGivenBack() {
        claim(3, Duration.ofSeconds(1), 1_000);

        assertThat(foresight.ahead(ended)).isPositive().isLessThanOrEqualTo(20);
    }

    @Test
    void nothingIsClaimedAheadOfRunsThatTakeLong() {
        claim(3, Duration.ofMillis(1), 0);

        assertThat(foresight.ahead(ended)).isZero();
    }

    @Test
    void aQueueAheadIsBoundedHoweverShortRunsAre() {
        claim(3, Duration.ofMillis(10), 1_000_000);

        assertThat(foresight.ahead(ended)).isEqualTo(SLOTS * 256);
    }

    @Test
    void moreIsClaimedAheadFromASlowDatabaseAsLongAsSlotsStandEmpty() {
        for (int i = 0; i < 20; i++) {
            claimWhileSlotsStandEmpty(SLOTS + foresight.ahead(ended), 0);
        }

        assertThat(foresight.ahead(ended)).isEqualTo(SLOTS * 256);
    }

    @Test
    void lessIsClaimedAheadOnceRunsWereGivenBack() {
        for (int i = 0; i < 10; i++) {
            claimWhileSlotsStandEmpty(60, 0);
        }
        int before = foresight.ahead(ended);

        claimWhileSlotsStandEmpty(60, 1);

        assertThat(foresight.ahead(ended)).isLessThan(before);
    }

    /** A claim that is answered after 60 ms, by when so many runs have ended and none is left. */
    private void claimWhileSlotsStandEmpty(int endedMeanwhile, long givenBack) {
        foresight.asked(ended);
        now = now.plusMillis(60);
        ended += endedMeanwhile;
        foresight.answered(true, givenBack);
    }
}
