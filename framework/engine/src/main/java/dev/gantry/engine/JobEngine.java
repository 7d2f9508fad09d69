package dev.gantry.engine;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.dispatch.Attendance;
import dev.gantry.engine.dispatch.Dispatcher;
import dev.gantry.engine.dispatch.LeaseKeeper;
import dev.gantry.engine.execution.AttemptRunner;
import dev.gantry.engine.explain.Explainer;
import dev.gantry.engine.explain.Explanation;
import dev.gantry.engine.jobs.Exchange;
import dev.gantry.engine.jobs.Peers;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.jobs.RemoteCancels;
import dev.gantry.engine.jobs.RunChanges;
import dev.gantry.engine.jobs.WaitGraph;
import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.Timers;
import dev.gantry.engine.trail.AttemptEvents;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunReader;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import dev.gantry.store.Submission;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/**
 * Takes submits, executes runs and answers for them: all that the outside needs of the engine.
 *
 * <p>Returned futures complete once what they report is durable, or exceptionally with a
 * {@link dev.gantry.store.StoreUnavailableException}; they complete on a thread of the store, so what depends on them must
 * not block. Thread-safe.
 */
public final class JobEngine implements AutoCloseable {

    private final EngineSettings settings;
    private final JobCatalog catalog;
    private final RunStore store;
    private final Machine machine;
    private final Submitter submitter;
    private final ProjectRuns projects;
    private final RunChanges changes = new RunChanges();
    private final RemoteCancels remoteCancels;
    private final AttemptRunner runner;
    private final Dispatcher dispatcher;
    private final Farewell farewell;
    private final Roster roster;
    private final Attendance attendance;
    private final LeaseKeeper leaseKeeper;
    private final RetentionKeeper retentionKeeper;
    private final List<RunStore.Subscription> subscriptions;
    private final ExecutorService retiring;
    private final Lock taking;
    private volatile boolean down;

    /** Put an engine together whose runs queue no runs elsewhere. */
    public JobEngine(EngineSettings settings, JobCatalog catalog, RunStore store, Timers timers) {
        this(settings, catalog, store, timers, Peers.NONE);
    }

    /**
     * Put an engine together; it takes submits at once, and executes runs after {@link #start()}.
     *
     * @param peers the other servers, for the runs here
     */
    public JobEngine(EngineSettings settings, JobCatalog catalog, RunStore store, Timers timers, Peers peers) {
        this(settings, catalog, store, Machine.real(timers), peers);
    }

    /**
     * Put an engine together on a machine that is given.
     *
     * @param peers the other servers, for the runs here
     */
    public JobEngine(EngineSettings settings, JobCatalog catalog, RunStore store, Machine machine, Peers peers) {
        this.settings = settings;
        this.catalog = catalog;
        this.store = store;
        this.machine = machine;
        this.taking = machine.threads().newLock();
        this.retiring = machine.threads().newPool("gantry-retire");
        Timers timers = machine.timers();
        this.submitter = new Submitter(store, machine, settings.maxQueued());
        this.projects = new ProjectRuns(
                store,
                catalog,
                machine,
                submitter,
                new ProjectRuns.Limits(settings.execution().maxDataBytes(), settings.maxFileBytes()),
                this::look);
        this.remoteCancels = new RemoteCancels(store, peers, machine);
        WaitGraph waits = new WaitGraph(store, machine.threads().newLock());
        Exchange exchange = new Exchange(
                store, projects, catalog, changes, waits, new Exchange.Elsewhere(peers, remoteCancels), machine);
        this.runner = new AttemptRunner(
                settings.execution(), settings.worker().slots(), store, machine, this::look, exchange::jobsOf);
        this.roster = new Roster(settings.worker(), catalog, runner, store.workers(), () -> worker().state());
        this.attendance = new Attendance(store.workers(), settings.worker().name(), roster::report, this::obey);
        this.leaseKeeper = new LeaseKeeper(
                store, runner, attendance, timers, settings.worker().lease());
        this.dispatcher = new Dispatcher(settings.worker(), catalog, store, machine, runner);
        this.farewell = new Farewell(
                dispatcher,
                runner,
                machine,
                settings.execution(),
                () -> waits.reachesElsewhere() || roster.othersWork());
        this.retentionKeeper = new RetentionKeeper(store, timers, settings.retention());
        this.subscriptions =
                List.of(store.onChange(changes::isWatched, this::changed), store.onSignal(this::signalled));
        catalog.onChange(() -> {
            dispatcher.look();
            attendance.announce();
        });
    }

    private void look() {
        dispatcher.look();
    }

    private void changed(Run run) {
        if (run.state() == RunState.RUNNING && run.standing().cancelRequested()) {
            runner.cancel(new LeaseRef(run.uuid(), run.fence()));
        }
        if (RemoteCancels.concerns(run)) {
            remoteCancels.look();
        }
        changes.publish(run);
    }

    private void signalled(Signal signal) {
        switch (signal) {
            case WORK -> dispatcher.look();
            case ORDERS -> attendance.announce();
        }
    }

    private void obey(WorkerOrder order) {
        switch (order) {
            case TAKE -> undrain();
            case DRAIN -> {
                drain();
                // Somebody waits for that, to take its machine away.
                var unused = farewell.whenQuiet().thenRun(attendance::announce);
            }
            case RETIRE -> {
                takeNoMore();
                retiring.execute(() -> {
                    retire(settings.worker().grace());
                    attendance.announce();
                });
            }
        }
    }

    /** Execute runs from now on. */
    public void start() {
        runner.sweepFolders(
                uuid -> store.find(uuid).map(run -> run.state().finished()).orElse(true));
        leaseKeeper.start();
        retentionKeeper.start();
        remoteCancels.look();
        dispatcher.take();
        // Once it takes runs: it would be shown as draining until its next heartbeat.
        attendance.begin();
    }

    /** The jobs there are now. */
    public Catalog catalog() {
        return catalog.current();
    }

    /** What can be asked about runs. */
    public RunReader runs() {
        return store;
    }

    /** The runs of this server by their addresses. */
    public ProjectRuns projects() {
        return projects;
    }

    /**
     * Submit a run: complete its params with defaults, check them, and store it.
     *
     * @param job the job to run
     * @param body the params as JSON in UTF-8; empty is the same as {@code {}}
     * @return the new run, or with {@link Submission#created()} false the one that has the same idempotency key; fails
     *     with an {@link IdempotencyClashException} if that one has other params, with a {@link QueueFullException} if
     *     too many runs are queued
     * @throws UnreadableJsonException if the body is no JSON
     * @throws InvalidParamsException if the params break the schema, with every fault
     */
    public CompletableFuture<Submission> submit(JobDefinition job, byte[] body, RunOptions options)
            throws UnreadableJsonException, InvalidParamsException {
        return submitter.submit(job, body, options);
    }

    /**
     * Submit many runs of one job together, which costs each a small part of what it costs alone.
     *
     * @param bodies the params of each as JSON in UTF-8
     * @return {@link RunLot#submit()}
     */
    public CompletableFuture<List<SubmitResult>> submitAll(JobDefinition job, List<byte[]> bodies, RunOptions options) {
        RunLot lot = lot(job);
        for (byte[] body : bodies) {
            try {
                lot.add(JobInput.parse(body), options);
            } catch (UnreadableJsonException e) {
                lot.refuse(e);
            }
        }
        return lot.submit();
    }

    /** Begin to gather runs of a job, each with options of its own, that are submitted together. */
    public RunLot lot(JobDefinition job) {
        return new RunLot(job, submitter);
    }

    /** Cancel a run: {@link RunStore#cancel}. Its attempt is asked to stop, then interrupted, then left behind. */
    public CompletableFuture<Optional<Run>> cancel(UUID uuid) {
        return store.cancel(uuid, LogLine.error(machine.timers().instant(), Run.CANCELLED_CODE, "Killed by user"));
    }

    /** Queue a finished run again: {@link RunStore#retry}. */
    public CompletableFuture<Optional<Submission>> retry(UUID uuid) {
        return store.retry(uuid, LogLine.event(machine.timers().instant(), AttemptEvents.RETRIED));
    }

    /**
     * Be told of the changes of one run, after they are durable; of several in quick succession perhaps only of the last.
     *
     * @param watcher called on a thread of the store; must not block nor throw
     */
    public RunStore.Subscription watch(UUID uuid, Consumer<Run> watcher) {
        return changes.watch(uuid, watcher);
    }

    /**
     * Be told of the changes of all runs, after they are durable; of several of one run in quick succession perhaps only of
     * the last.
     *
     * @param watcher called on a thread of the store; must not block nor throw
     */
    public RunStore.Subscription watchAll(Consumer<Run> watcher) {
        return store.onChange(watcher);
    }

    /** Why a run is not running, or that it is. Reads the store. */
    public Explanation explain(Run run) {
        Explainer explainer = new Explainer(
                store,
                catalog.current(),
                store.workers().list(),
                machine.timers().instant());
        return explainer.explain(run);
    }

    /** What this worker is doing. */
    public WorkerStatus worker() {
        List<UUID> running = runner.executingRuns();
        return new WorkerStatus(
                settings.worker().name(),
                state(!running.isEmpty()),
                settings.worker().slots(),
                running,
                runner.leftBehind(jobType -> true));
    }

    private WorkerState state(boolean running) {
        if (dispatcher.taking()) {
            return running ? WorkerState.activeRunning : WorkerState.activeIdle;
        }
        if (running) {
            return WorkerState.drainingRunning;
        }
        return down ? WorkerState.drainingDown : WorkerState.drainingIdle;
    }

    /** The workers that share the store, this one among them. */
    public Roster roster() {
        return roster;
    }

    /** Take no more runs; those that are executing go on, and submits are still accepted. */
    public void drain() {
        dispatcher.drain();
    }

    /** Take runs again after {@link #drain()}; not after the worker was retired or stopped. */
    public void undrain() {
        taking.lock();
        try {
            if (!down) {
                dispatcher.take();
            }
        } finally {
            taking.unlock();
        }
    }

    /**
     * Tell the worker to exit while the server goes on: take no more runs, ever; wait for those that are executing; after
     * the grace period, or as soon as those that are left only wait for runs that nobody executes, stop them and queue them
     * again for 30 s later.
     */
    public void retire(Duration grace) {
        takeNoMore();
        farewell.await(grace, runner::stopForWorkerExit);
    }

    /**
     * Stop: take no more runs, wait for those that are executing; after the grace period, or as soon as those that are left
     * only wait for runs that nobody executes, stop them, record {@code System restart} and queue them again. Submits are still accepted
     * until the store is closed.
     */
    public void stop(Duration grace) {
        takeNoMore();
        farewell.await(grace, runner::stopForServer);
    }

    private void takeNoMore() {
        taking.lock();
        try {
            down = true;
            dispatcher.drain();
        } finally {
            taking.unlock();
        }
    }

    /** Let go of everything but the store and the catalog. Attempts that are still executing are no longer written. */
    @Override
    public void close() {
        subscriptions.forEach(RunStore.Subscription::close);
        attendance.close();
        remoteCancels.close();
        retentionKeeper.close();
        leaseKeeper.close();
        dispatcher.close();
        runner.close();
        retiring.shutdown();
    }
}
