package dev.gantry.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The machine's clock, asked for moments that it has no numbers for. */
class SystemTimersTest {

    @Test
    void aMomentBeyondAllCountingIsNotReachedAndKeepsNothingElseFromItsOwn() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch longAgo = new CountDownLatch(1);
        try (SystemTimers timers = new SystemTimers("test-timer")) {
            timers.at(Instant.MAX, never::countDown);
            timers.at(Instant.MIN, longAgo::countDown);
            assertThat(longAgo.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(never.getCount()).isEqualTo(1);
        }
    }
}
