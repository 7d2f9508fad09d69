package dev.gantry.engine.time;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The threads of this machine. */
public final class SystemThreads implements Threads {

    private static final long IDLE_THREAD_SECONDS = 10;

    @Override
    public <T> T await(CompletableFuture<T> event) throws InterruptedException, ExecutionException {
        return event.get();
    }

    @Override
    public <T> T await(CompletableFuture<T> event, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        return event.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Lock newLock() {
        return new ReentrantLock();
    }

    @Override
    public Executor shared() {
        return ForkJoinPool.commonPool();
    }

    @Override
    public ExecutorService newPool(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    // What the thread that asks has for its heirs may be a plugin's, and would keep that from going.
                    Thread thread = new Thread(null, work, name, 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
