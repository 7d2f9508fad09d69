package dev.gantry.store.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that do something at the same time. */
public final class Crowd {

    /** What one of them does. */
    @FunctionalInterface
    public interface Member {
        /** Act, as one of them. */
        void act(int index) throws Exception;
    }

    private Crowd() {}

    /** Let so many threads act, starting together, and wait for all; the first failure is thrown. */
    public static void act(int members, Member member) {
        ExecutorService threads = Executors.newFixedThreadPool(members);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                int index = i;
                ends.add(threads.submit(() -> {
                    start.await();
                    member.act(index);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> end : ends) {
                end.get(2 * StoreFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("one of " + members + " threads failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("waiting for " + members + " threads came to nothing", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
