package dev.gantry.app.jobapi;

import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A way in to the Job API of a server. */
interface JobsWay {

    /** Numbers the projects, so that no two tests share one. */
    AtomicInteger PROJECTS = new AtomicInteger();

    /** What is done with the Job API. */
    interface Use {
        void with(Jobs jobs) throws Exception;
    }

    /** Go this way, and wait until all is done. What it throws is thrown here. */
    void use(Use use) throws Exception;

    /** The Job API of the server that executes the runs, from outside. */
    Jobs outside();

    /** The name of a project that nobody else uses. */
    static String project() {
        return "project_" + PROJECTS.incrementAndGet();
    }

    /** The identity of a run that was queued. */
    static UUID uuid(RunHandle run) {
        return run.info().queued().orElseThrow().uuid();
    }

    /** Do several things at once, each on a thread of its own, and wait for all. */
    static <T> List<T> atOnce(List<Callable<T>> things) throws Exception {
        CyclicBarrier start = new CyclicBarrier(things.size());
        ExecutorService threads = Executors.newFixedThreadPool(things.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> thing : things) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return thing.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(1, TimeUnit.MINUTES));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("one of several at once failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
