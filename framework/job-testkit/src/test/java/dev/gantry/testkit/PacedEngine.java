package dev.gantry.testkit;

import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.JobReader;
import dev.gantry.engine.catalog.JobReading;
import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.engine.jobs.Peers;
import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.SystemThreads;
import dev.gantry.engine.time.Threads;
import dev.gantry.job.BaseJob;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import dev.gantry.store.worker.WorkerRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An engine for one job, of which every claim takes a stated time, and whose real time stands still between claims. */
final class PacedEngine implements AutoCloseable {

    private final MovableClock wall = new MovableClock();
    private final MovableClock clock = new MovableClock();
    private final RunStore store = new InMemoryRunStore(clock);
    private final Threads threads = new SystemThreads();
    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    private final AtomicInteger mostAsked = new AtomicInteger();
    private final Semaphore listed = new Semaphore(0);
    private final Semaphore ranOut = new Semaphore(0);
    private final PluginRealm realm = new PluginRealm("test", PacedEngine.class.getClassLoader(), () -> {});
    private final Duration claim;
    private volatile Consumer<Claims> beforeAnswer = claims -> {};
    private final JobDefinition job;
    private final JobEngine engine;

    PacedEngine(int slots, Duration claim, Path folder, Class<? extends BaseJob<?, ?>> type) {
        this(slots, claim, folder, type, Peers.NONE);
    }

    PacedEngine(int slots, Duration claim, Path folder, Class<? extends BaseJob<?, ?>> type, Peers peers) {
        this.claim = claim;
        JobReading reading = new JobReader(realm).read(type);
        this.job = reading.job().orElseThrow();
        PluginContents contents =
                new PluginContents("test", "test", reading.branches(), List.of(job), reading.issues());
        this.engine = new JobEngine(
                EngineSettings.defaults("paced", slots, folder),
                JobCatalog.fixed(Catalog.of(List.of(contents))),
                (RunStore) proxy(RunStore.class, this::slowOrWatched),
                new Machine(clock, wall, (Threads) proxy(Threads.class, this::counted), new SplittableRandom(1)),
                peers);
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method, arguments));
    }

    private Object counted(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(threads, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof TimeoutException) {
                ranOut.release();
            }
            throw e.getCause();
        }
    }

    /** Wait until the time of so many more things has run out for which the engine waits only so long. */
    boolean awaitTimeouts(int times) throws InterruptedException {
        ranOut.drainPermits();
        return ranOut.tryAcquire(times, 30, TimeUnit.SECONDS);
    }

    private Object slowOrWatched(Method method, Object[] arguments) throws ReflectiveOperationException {
        return switch (method.getName()) {
            case "claim" -> slowly((ClaimRequest) arguments[0]);
            case "workers" -> proxy(WorkerRegistry.class, this::watched);
            default -> method.invoke(store, arguments);
        };
    }

    private Object watched(Method method, Object[] arguments) throws ReflectiveOperationException {
        if (method.getName().equals("list")) {
            listed.release();
        }
        return method.invoke(store.workers(), arguments);
    }

    /** Wait until the engine has asked for the workers there are, so many times more. */
    void awaitLists(int times) throws InterruptedException {
        listed.acquire(times);
    }

    private CompletableFuture<Claims> slowly(ClaimRequest request) {
        mostAsked.accumulateAndGet(request.most(), Math::max);
        CompletableFuture<Claims> answer = new CompletableFuture<>();
        answers.execute(() -> {
            wall.advance(claim);
            var unused = store.claim(request).whenComplete((claims, failure) -> {
                if (failure == null) {
                    beforeAnswer.accept(claims);
                    answer.complete(claims);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        });
        return answer;
    }

    /** Wait until the claims that are under way are answered, and what they brought is taken. */
    void awaitClaims() throws Exception {
        answers.submit(() -> {}).get();
    }

    TestRun submit(String description) throws Exception {
        RunOptions options = new RunOptions(description, Map.of(), 0, Optional.empty(), Optional.empty());
        return new TestRun(
                engine.submit(job, "{}".getBytes(StandardCharsets.UTF_8), options)
                        .join()
                        .run()
                        .uuid(),
                engine,
                store,
                clock);
    }

    /** Do something each time when runs are claimed and the engine does not know it yet. */
    void beforeAnswer(Consumer<Claims> action) {
        beforeAnswer = action;
    }

    RunStore store() {
        return store;
    }

    JobEngine engine() {
        return engine;
    }

    /** The time by which the engine waits for what is real. */
    MovableClock wall() {
        return wall;
    }

    /** How many runs it ever asked for in one claim. */
    int mostAsked() {
        return mostAsked.get();
    }

    @Override
    public void close() {
        engine.close();
        answers.shutdown();
        store.close();
        realm.retire();
    }
}
