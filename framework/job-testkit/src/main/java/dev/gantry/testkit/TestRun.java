package dev.gantry.testkit;

import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run that a test submitted, as it is at the moment of asking.
 *
 * <p>Waiting is bounded by 30 s of real time; an {@link AssertionError} then says how far the run has come. Thread-safe.
 */
public final class TestRun {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID uuid;
    private final JobDefinition job;
    private final JobEngine engine;
    private final MovableClock clock;

    TestRun(UUID uuid, JobDefinition job, JobEngine engine, MovableClock clock) {
        this.uuid = uuid;
        this.job = job;
        this.engine = engine;
        this.clock = clock;
    }

    /** Wait until the run is finished, moving the clock whenever it waits for a later attempt. */
    public TestRun finish() {
        Run run = await(this::settled);
        while (!run.state().finished()) {
            clock.advanceTo(run.runAt());
            run = await(this::settled);
        }
        return this;
    }

    private boolean settled(Run run) {
        return run.state().finished() || waitsForLater(run);
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

    /** Wait until something holds of the run, without moving the clock. */
    public Run await(Predicate<Run> condition) {
        CompletableFuture<Run> met = new CompletableFuture<>();
        try (RunStore.Subscription watch = engine.watch(uuid, run -> completeIf(condition, run, met))) {
            completeIf(condition, record(), met);
            return met.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "what was waited for did not come within %s; the run is %s, its log %s"
                            .formatted(PATIENCE, record(), log()),
                    e);
        } catch (Exception e) {
            throw new AssertionError("waiting for the run failed", e);
        }
    }

    private static void completeIf(Predicate<Run> condition, Run run, CompletableFuture<Run> met) {
        if (condition.test(run)) {
            met.complete(run);
        }
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
        return type.cast(job.data().read(dataJson().orElseThrow(() -> new AssertionError("the run has no data"))));
    }

    /** What the run produced, as JSON text. */
    public Optional<String> dataJson() {
        return engine.runs().body(uuid).orElseThrow().data();
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
