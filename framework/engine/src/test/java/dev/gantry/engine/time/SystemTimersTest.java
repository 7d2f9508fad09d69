package dev.gantry.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimersTest {

    private final SystemTimers timers = new SystemTimers("test-timers");
    private final CountDownLatch called = new CountDownLatch(1);

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void aMomentThatHasLongPassedIsCalledAtOnce() throws InterruptedException {
        timers.at(Instant.MIN, called::countDown);

        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A run may be due at any moment that can be written down, and the dispatcher asks to be woken then. */
    @Test
    void aMomentThatNobodyLivesToSeeIsAMomentLikeAnyOther() throws InterruptedException {
        timers.at(Instant.MAX, called::countDown).cancel();
        timers.after(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).cancel();

        timers.after(Duration.ZERO, called::countDown);

        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anErrorInOneCallKeepsNoOtherFromBeingMade() throws InterruptedException {
        timers.after(Duration.ZERO, () -> {
            throw new AssertionError("thrown by the test");
        });
        timers.after(Duration.ZERO, called::countDown);

        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
