package dev.gantry.engine.simulation;

import dev.gantry.engine.time.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** The threads of all simulated processes: a new one belongs to the process of the one that starts it. */
final class SimulatedThreads implements Threads {

    private final Scheduler scheduler;

    SimulatedThreads(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public <T> T await(CompletableFuture<T> event) throws InterruptedException, ExecutionException {
        scheduler.letOthersGo();
        awaitDone(event, () -> false);
        return event.get();
    }

    @Override
    public <T> T await(CompletableFuture<T> event, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = scheduler.now() + atMost.toMillis();
        CompletableFuture<Object> timeIsUp = new CompletableFuture<>();
        Runnable cancel = scheduler.after(
                atMost.toMillis(), Task.current().host(), "time-out", Task.Kind.BUSY, () -> timeIsUp.complete(null));
        try {
            awaitDone(CompletableFuture.anyOf(event, timeIsUp), () -> scheduler.now() >= end);
        } finally {
            cancel.run();
        }
        if (!event.isDone()) {
            throw new TimeoutException();
        }
        return event.get();
    }

    private void awaitDone(CompletableFuture<?> event, BooleanSupplier enough) throws InterruptedException {
        Task me = Task.current();
        while (!event.isDone() && !enough.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long wait = me.beginWait();
            var unused = event.whenComplete((value, failure) -> scheduler.wake(me, wait));
            scheduler.await(me, true);
        }
    }

    @Override
    public Lock newLock() {
        return new SimulatedLock(scheduler);
    }

    @Override
    public Executor shared() {
        return newPool("shared");
    }

    @Override
    public ExecutorService newPool(String name) {
        return pool(name);
    }

    /** Threads of whichever simulation they are asked for in. */
    static ExecutorService pool(String name) {
        return new Pool(name);
    }

    private static final class Pool extends AbstractExecutorService {

        private final String name;
        private boolean shutdown;

        private Pool(String name) {
            this.name = name;
        }

        @Override
        public void execute(Runnable work) {
            Task asking = Task.current();
            asking.scheduler().spawn(asking.host(), name, Task.Kind.PATIENT, work);
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown;
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) {
            return true;
        }
    }
}
