package dev.gantry.engine.explain;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.explain.Explanation.Reason;
import dev.gantry.store.Lease;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunReader;
import dev.gantry.store.RunState;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Says why runs are not running. Goes by what the store shows at the moment, which a claim under way may be ahead of. */
public final class Explainer {

    private static final int MOST_HOLDERS = 20;

    /** How many queued runs are looked at to find a run's place among them. */
    private static final int MOST_AHEAD = 1_000;

    /** In which order runs are claimed. */
    private static final Comparator<Run> FIRST_SERVED = Comparator.comparing(
                    (Run run) -> run.request().options().priority())
            .reversed()
            .thenComparing(Run::runAt)
            .thenComparing(Run::number);

    private final RunReader runs;
    private final Catalog catalog;
    private final List<Worker> workers;
    private final Instant now;

    /**
     * Explain by what is so now.
     *
     * @param workers those that share the store
     */
    public Explainer(RunReader runs, Catalog catalog, List<Worker> workers, Instant now) {
        this.runs = runs;
        this.catalog = catalog;
        this.workers = List.copyOf(workers);
        this.now = now;
    }

    /** Why a run is where it is. */
    public Explanation explain(Run run) {
        return switch (run.state()) {
            case QUEUED -> queued(run);
            case RUNNING -> running(run, run.lease().orElseThrow());
            case SUCCEEDED, FAILED, CANCELLED ->
                Explanation.of(
                        Reason.FINISHED,
                        "is over since %s, with result %d"
                                .formatted(
                                        run.endedAt().orElseThrow(),
                                        run.standing().resultCode()));
        };
    }

    private static Explanation running(Run run, Lease lease) {
        if (run.standing().cancelRequested()) {
            return Explanation.of(
                    Reason.CANCELLING, "was cancelled; its attempt at %s stops".formatted(lease.worker()));
        }
        return lease.parked()
                ? Explanation.of(Reason.WAITS_FOR_RUNS, "waits for other runs, and leaves its slot to others meanwhile")
                : Explanation.of(Reason.RUNNING, "is executed by " + lease.worker());
    }

    private Explanation queued(Run run) {
        Optional<JobDefinition> job = catalog.jobOfType(run.jobType());
        if (job.isEmpty()) {
            return Explanation.of(
                    Reason.JOB_GONE,
                    "no plugin of this server offers the job %s; it is executed once one does, or by a worker that has it"
                            .formatted(run.jobType()));
        }
        if (run.runAt().isAfter(now)) {
            return later(run).at(run.runAt());
        }
        return unreadable(run)
                .or(() -> projectFull(run))
                .or(() -> jobFull(run, job.get()))
                .orElseGet(() -> forWorkers(run, job.get()));
    }

    private static Explanation later(Run run) {
        return run.standing().attempts() == 0
                ? Explanation.of(Reason.NOT_DUE, "is not due until " + run.runAt())
                : Explanation.of(
                        Reason.RETRY_LATER,
                        "is attempted again at %s, for the %d. time; %d errors were counted"
                                .formatted(
                                        run.runAt(),
                                        run.standing().attempts() + 1,
                                        run.standing().errorCount()));
    }

    private Optional<Explanation> unreadable(Run run) {
        try {
            return runs.body(run.uuid()).map(body -> body.params()).isPresent()
                    ? Optional.empty()
                    : Optional.of(Explanation.of(Reason.HELD, "was dropped just now"));
        } catch (StoreUnavailableException e) {
            return Optional.of(Explanation.of(Reason.HELD, "its params cannot be read: " + e.getMessage()));
        }
    }

    private Optional<Explanation> projectFull(Run run) {
        if (run.project().isEmpty()) {
            return Optional.empty();
        }
        String project = run.project().get();
        ProjectState state = runs.project(project);
        if (state.running().size() < state.concurrency()) {
            return Optional.empty();
        }
        return Optional.of(waits(
                Reason.PROJECT_FULL,
                "waits for its turn in project %s, which executes %d of %d runs"
                        .formatted(project, state.running().size(), state.concurrency()),
                position(run, RunFilter.ALL.of(Kin.inProject(project))),
                state.running()));
    }

    private Optional<Explanation> jobFull(Run run, JobDefinition job) {
        int limit = job.policy().concurrency();
        if (limit == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        RunFilter ofJob = RunFilter.below(job.path());
        List<Run> holders =
                runs.list(new RunQuery(ofJob.in(Set.of(RunState.RUNNING)), OptionalLong.empty(), MOST_AHEAD)).stream()
                        .filter(other -> other.lease().filter(Lease::parked).isEmpty())
                        .toList();
        if (holders.size() < limit) {
            return Optional.empty();
        }
        return Optional.of(waits(
                Reason.JOB_FULL,
                "waits because %d runs of its job are executed, of which %d may be".formatted(holders.size(), limit),
                position(run, ofJob),
                holders));
    }

    private Explanation forWorkers(Run run, JobDefinition job) {
        String plugin = job.realm().plugin();
        List<Worker> able = workers.stream()
                .filter(Worker::alive)
                .filter(worker -> worker.report().load().slots() > 0)
                .filter(worker -> worker.report().identity().plugins().stream()
                        .anyMatch(each -> each.name().equals(plugin)))
                .toList();
        if (able.isEmpty()) {
            return Explanation.of(
                    Reason.NO_WORKER, "no worker that lives has slots and the plugin %s of its job".formatted(plugin));
        }
        List<Worker> taking = able.stream().filter(Explainer::takes).toList();
        if (taking.isEmpty()) {
            return Explanation.of(
                    Reason.DRAINED,
                    "the workers that could execute it (%d) take no runs; undrain one".formatted(able.size()));
        }
        Predicate<Worker> busy = worker -> worker.report().load().free() <= 0;
        if (taking.stream().allMatch(busy)) {
            List<UUID> holders = taking.stream()
                    .flatMap(worker -> worker.report().load().running().stream())
                    .map(running -> running.uuid())
                    .limit(MOST_HOLDERS)
                    .toList();
            OptionalLong position = position(run, RunFilter.ALL);
            return new Explanation(
                    Reason.SLOTS_BUSY,
                    "waits for a free slot; the workers that could execute it (%d) have none%s"
                            .formatted(taking.size(), place(position)),
                    position,
                    holders,
                    Optional.empty());
        }
        return Explanation.of(Reason.NEXT, "begins as soon as a worker has claimed it")
                .at(now);
    }

    private static boolean takes(Worker worker) {
        WorkerState state = worker.report().state();
        return state == WorkerState.activeIdle || state == WorkerState.activeRunning;
    }

    private static Explanation waits(Reason reason, String text, OptionalLong position, List<Run> holders) {
        return new Explanation(
                reason,
                text + place(position),
                position,
                holders.stream().map(Run::uuid).limit(MOST_HOLDERS).toList(),
                Optional.empty());
    }

    private static String place(OptionalLong position) {
        return position.isPresent() ? "; position " + position.getAsLong() : "";
    }

    /** Its place among the queued runs of some that are due; absent if there are very many. */
    private OptionalLong position(Run run, RunFilter among) {
        List<Run> queued = runs.list(new RunQuery(among.in(Set.of(RunState.QUEUED)), OptionalLong.empty(), MOST_AHEAD));
        if (queued.size() == MOST_AHEAD) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(1
                + queued.stream()
                        .filter(other -> !other.runAt().isAfter(now))
                        .filter(other -> FIRST_SERVED.compare(other, run) < 0)
                        .count());
    }
}
