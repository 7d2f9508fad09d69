package dev.gantry.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gantry.http.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Submits whose check never ends. Time passes when the test says so. */
class SubmitGateTest {

    private static final int MANY = 20;
    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final SubmitGate gate = new SubmitGate(nanos::get);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> hanging = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        end.countDown();
        for (Thread thread : hanging) {
            thread.join();
        }
    }

    private void hang(String job) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                gate.pass(job, () -> {
                    begun.countDown();
                    await(end);
                    return true;
                });
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        hanging.add(thread);
        thread.start();
        begun.await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aJobOfWhichManySubmitsHangGetsNoFurtherThreadsAndOthersDo() throws Exception {
        for (int i = 0; i < MANY; i++) {
            hang("tests/stuck");
        }
        nanos.addAndGet(MINUTE);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> gate.pass("tests/stuck", () -> true))
                .withMessageContaining("tests/stuck")
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(503));
        assertThat(gate.<Boolean>pass("tests/other", () -> true)).isTrue();
    }

    @Test
    void submitsThatHaveOnlyJustBegunAreNotTakenForHanging() throws Exception {
        for (int i = 0; i < MANY; i++) {
            hang("tests/busy");
        }

        assertThat(gate.<Boolean>pass("tests/busy", () -> true)).isTrue();
    }

    @Test
    void aJobThatNoLongerHangsIsTakenAgain() throws Exception {
        for (int i = 0; i < MANY; i++) {
            hang("tests/stuck");
        }
        nanos.addAndGet(MINUTE);
        end();

        assertThat(gate.<Boolean>pass("tests/stuck", () -> true)).isTrue();
    }
}
