package dev.gantry.http.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.HandTimers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients whose turn it is, by a clock that the test moves. */
class StallWatchTest {

    private final HandTimers timers = new HandTimers();
    private final AtomicLong progress = new AtomicLong();
    private final AtomicInteger cuts = new AtomicInteger();
    private final StallWatch watch = new StallWatch(timers, progress::get, cuts::incrementAndGet);

    @BeforeEach
    void start() {
        watch.start();
    }

    @Test
    void whoDoesNothingIsCutOffOnce() {
        pass(60);

        assertThat(cuts).hasValue(1);
    }

    @Test
    void whoDoesALittleNowAndThenIsNot() {
        for (int i = 0; i < 10; i++) {
            pass(25);
            progress.incrementAndGet();
        }

        assertThat(cuts).hasValue(0);
    }

    @Test
    void whoCouldDoNothingSinceTheMachineStoodStillIsNot() {
        timers.pass(Duration.ofHours(1));
        progress.incrementAndGet();
        pass(25);

        assertThat(cuts).hasValue(0);
    }

    @Test
    void nobodyIsOnceItIsOver() {
        watch.stop();
        pass(60);

        assertThat(cuts).hasValue(0);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            timers.pass(Duration.ofSeconds(1));
        }
    }
}
