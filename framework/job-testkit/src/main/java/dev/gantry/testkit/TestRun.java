package dev.gantry.testkit;

import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run that a test submitted, as it is at the moment of asking.
 *
 * <p>Waiting is bounded by 30 s of real time; an {@link AssertionError} then says how far the run has come. Thread-safe.
 */
public final class TestRun {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final UUID uuid;
    private final JobEngine engine;
    private final RunStore store;
    private final MovableClock clock;

    TestRun(UUID uuid, JobEngine engine, RunStore store, MovableClock clock) {
        this.uuid = uuid;
        this.store = store;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Wait until the run is finished, moving the clock whenever nothing is left to do before a later attempt of it or of
     * a run that it waits for.
     */
    public TestRun finish() {
        Idleness idleness = new Idleness(engine.runs(), clock);
        Run run = await(idleness::ended);
        while (!run.state().finished()) {
            clock.advanceTo(idleness.until(run).orElse(clock.instant()));
            run = await(idleness::ended);
        }
        return this;
    }

    private boolean waitsForLater(Run run) {
        return run.state() == RunState.QUEUED && run.runAt().isAfter(clock.instant());
    }

    /** Wait until the run is in a state. */
    public TestRun await(RunState state) {
        await(run -> run.state() == state);
        return this;
    }

    /** Wait until the run waits for a later attempt. */
    public TestRun awaitDelay() {
        await(this::waitsForLater);
        return this;
    }

    /** Wait until something holds of the run, without moving the clock. The run may yet have to be queued. */
    public Run await(Predicate<Run> condition) {
        Semaphore changes = new Semaphore(0);
        AtomicReference<Run> passed = new AtomicReference<>();
        try (RunStore.Subscription told = store.onChange(run -> {
            if (run.uuid().equals(uuid) && condition.test(run)) {
                passed.set(run);
            }
            changes.release();
        })) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - end < 0) {
                Optional<Run> run = engine.runs().find(uuid).filter(condition);
                if (run.isPresent() || passed.get() != null) {
                    return run.orElseGet(passed::get);
                }
                // Nobody is told that a run gave its slot back, so one looks now and then.
                var unused = changes.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("waiting for the run was interrupted", e);
        }
        throw new AssertionError("what was waited for did not come within %s; the run is %s, its log %s"
                .formatted(PATIENCE, engine.runs().find(uuid), engine.runs().log(uuid, 0)));
    }

    /** Cancel the run; a run that is executing may need {@link #finish()} to come to its end. */
    public TestRun cancel() {
        engine.cancel(uuid).join();
        return this;
    }

    /** Queue the finished run again. */
    public TestRun retry() {
        engine.retry(uuid).join();
        return this;
    }

    /** The identity of the run. */
    public UUID uuid() {
        return uuid;
    }

    /** All that the store remembers of the run, but for params, data and log. */
    public Run record() {
        return engine.runs().find(uuid).orElseThrow();
    }

    /** The state of the run. */
    public RunState state() {
        return record().state();
    }

    /** The result code, -1 until the run is finished. */
    public int result() {
        return record().standing().resultCode();
    }

    /** How much of the work is done, from 0 to 1. */
    public double completeness() {
        return record().progress().completeness();
    }

    /** How many attempts were begun. */
    public int attempts() {
        return record().standing().attempts();
    }

    /** How many attempts broke with an error that counts. */
    public int errorCount() {
        return record().standing().errorCount();
    }

    /** What the run produced, read back from JSON as the job's own type. */
    public <D> D data(Class<D> type) {
        JobDefinition job = engine.catalog().jobOfType(record().jobType()).orElseThrow();
        return type.cast(job.data().read(dataJson().orElseThrow(() -> new AssertionError("the run has no data"))));
    }

    /** What the run produced, as JSON text. */
    public Optional<String> dataJson() {
        return engine.runs().body(uuid).orElseThrow().data();
    }

    /** The run's project and job id. */
    public RunAddress address() {
        return ProjectRuns.addressOf(record());
    }

    /** The runs that this one queued on this server, oldest first. */
    public List<TestRun> children() {
        RunFilter mine = RunFilter.ALL.of(RunQuery.Kin.childrenOf(Set.of(uuid)));
        RunQuery query = new RunQuery(mine, OptionalLong.empty(), Integer.MAX_VALUE);
        List<TestRun> children = new ArrayList<>();
        engine.runs().list(query).forEach(run -> children.add(0, new TestRun(run.uuid(), engine, store, clock)));
        return children;
    }

    /** What is in the run's stash, as JSON text; empty if nobody wrote one. */
    public Optional<String> stashJson() {
        return engine.projects().stash(address()).map(Stash::json);
    }

    /** The pairs that the run said of itself, in order. */
    public List<Map<String, Object>> meta() {
        return engine.projects().meta(address());
    }

    /** The names of the run's files, in alphabetical order. */
    public List<String> files() {
        return engine.projects().files(address()).stream().map(StoredFile::name).toList();
    }

    /** The messages of the run's events, in order. */
    public List<String> events() {
        return messages(LogLine.Kind.EVENT);
    }

    /** The messages of the run's warnings, in order. */
    public List<String> warnings() {
        return messages(LogLine.Kind.WARNING);
    }

    /** The run's errors, in order. */
    public List<LogLine> errors() {
        return log().lines(LogLine.Kind.ERROR);
    }

    /** What the job printed. */
    public String report() {
        return messages(LogLine.Kind.OUTPUT).stream().collect(Collectors.joining("\n"));
    }

    /** The log of the run. */
    public RunLog log() {
        return engine.runs().log(uuid, 0).orElseThrow();
    }

    private List<String> messages(LogLine.Kind kind) {
        return log().lines(kind).stream().map(LogLine::message).toList();
    }
}
