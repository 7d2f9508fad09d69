package dev.gantry.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Threads that do the same again and again until they are stopped. */
final class Callers implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Future<?>> callers = new ArrayList<>();
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile boolean stopped;

    /** What each of them does. */
    interface Call {
        void make() throws Exception;

        /** Told once, after the last. */
        default void end() throws IOException {}
    }

    /** Makes the call of each of them. */
    interface CallMaker {
        Call next() throws Exception;
    }

    /** Start threads that share a call. */
    Callers(int count, Call call) throws Exception {
        this(count, () -> call);
    }

    /** Start threads with a call of each one's own. */
    Callers(int count, CallMaker maker) throws Exception {
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            Call call = maker.next();
            callers.add(threads.submit(() -> {
                try {
                    while (!stopped) {
                        call.make();
                        calls.increment();
                    }
                } finally {
                    nanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                    call.end();
                }
                return null;
            }));
        }
    }

    long calls() {
        return calls.sum();
    }

    /** Have each finish the call that it is in. */
    long stop() throws InterruptedException, ExecutionException {
        stopped = true;
        for (Future<?> caller : callers) {
            caller.get();
        }
        return calls();
    }

    /** The processor time of the threads, in microseconds; once they are stopped. */
    double micros() {
        return nanos.sum() / 1e3;
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
    }
}
