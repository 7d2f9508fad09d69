package dev.gantry.store.tck;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a store should hold, so plain that it is right at a glance: a list that is searched from end to end. */
final class NaiveStore {

    private final List<NaiveRun> runs = new ArrayList<>();
    private final Map<String, Integer> projects = new HashMap<>();
    private final NaiveAttachments attachments = new NaiveAttachments();

    /** What hangs on runs. */
    NaiveAttachments attachments() {
        return attachments;
    }

    static final class NaiveRun {
        private Run run;
        private RunBody body;
        private final List<LogEntry> log = new ArrayList<>();

        Run run() {
            return run;
        }

        RunBody body() {
            return body;
        }

        List<LogEntry> log() {
            return log;
        }

        private void log(LogBatch batch) {
            for (LogLine line : batch.lines()) {
                log.add(new LogEntry(log.size() + 1, line));
            }
        }
    }

    List<NaiveRun> runs() {
        return runs;
    }

    Optional<NaiveRun> find(UUID uuid) {
        return runs.stream().filter(held -> held.run.uuid().equals(uuid)).findFirst();
    }

    private Optional<NaiveRun> held(UUID uuid, long fence) {
        return find(uuid).filter(held -> held.run.heldUnder(fence));
    }

    private Optional<NaiveRun> findByKey(RunRequest request) {
        Optional<String> key = request.options().idempotencyKey();
        return runs.stream()
                .filter(held -> key.isPresent())
                .filter(held -> held.run.request().path().equals(request.path()))
                .filter(held -> held.run.request().options().idempotencyKey().equals(key))
                .findFirst();
    }

    /** Whether an attempt may write on behalf of its run. */
    boolean holds(LeaseRef by) {
        return held(by.uuid(), by.fence()).isPresent();
    }

    /** Whether an attempt may queue others. */
    boolean maySpawn(LeaseRef by) {
        return held(by.uuid(), by.fence())
                .filter(held -> !held.run.standing().cancelRequested())
                .isPresent();
    }

    void limit(String project, int concurrency) {
        projects.put(project, concurrency);
    }

    ProjectState project(String project) {
        List<Run> all = runs.stream()
                .map(NaiveRun::run)
                .filter(run -> run.project().equals(Optional.of(project)))
                .toList();
        return new ProjectState(
                projects.getOrDefault(project, 1),
                all.stream().filter(run -> run.state() == RunState.RUNNING).toList(),
                all.stream().filter(run -> run.state() == RunState.QUEUED).count());
    }

    private boolean hasRoom(String project) {
        ProjectState state = project(project);
        return state.running().size() < state.concurrency();
    }

    Run submit(NewRun added, Instant now) {
        Optional<NaiveRun> there = find(added.request().uuid()).or(() -> findByKey(added.request()));
        if (there.isPresent()) {
            return there.get().run;
        }
        NaiveRun run = new NaiveRun();
        run.run = Run.submitted(added.request(), runs.size() + 1, now);
        run.body = new RunBody(added.params(), Optional.empty());
        runs.add(run);
        return run.run;
    }

    /** What comes before a claim: the worker keeps what it holds. */
    void keep(ClaimRequest request, Instant now) {
        for (LeaseRef ref : request.holding()) {
            held(ref.uuid(), ref.fence())
                    .filter(held -> expired(held.run, now))
                    .filter(held -> held.run.lease().orElseThrow().worker().equals(request.worker()))
                    .ifPresent(held -> held.run = held.run.renewed(request.lease(), now));
        }
    }

    /** The first half of a claim: which parked runs go on. */
    List<LeaseRef> resume(ClaimRequest request, Instant now) {
        runs.stream()
                .filter(held -> held.run.standing().cancelRequested() && expired(held.run, now))
                .forEach(held -> held.run = held.run.completed(new Ending.Finished(410, false), now));
        List<LeaseRef> resumed = new ArrayList<>();
        for (LeaseRef ref : request.resuming()) {
            if (resumed.size() < request.max() && !resumed.contains(ref) && holds(ref) && resume(ref, request)) {
                resumed.add(ref);
            }
        }
        return resumed;
    }

    private boolean resume(LeaseRef ref, ClaimRequest request) {
        NaiveRun held = find(ref.uuid()).orElseThrow();
        int limit = request.limits().getOrDefault(held.run.jobType(), 0);
        if (isParked(held.run) && running(held.run.jobType()).count() >= limit) {
            return false;
        }
        held.run = held.run.parked(false);
        return true;
    }

    private static boolean isParked(Run run) {
        return run.lease().orElseThrow().parked();
    }

    boolean park(LeaseRef ref) {
        Optional<NaiveRun> held = held(ref.uuid(), ref.fence());
        held.ifPresent(run -> run.run = run.run.parked(true));
        return held.isPresent();
    }

    /** The second half of a claim: which runs are given away. */
    List<Run> claim(ClaimRequest request, int resumed, Instant now) {
        List<Run> claimed = new ArrayList<>();
        while (resumed + claimed.size() < request.max() + request.ahead().most()) {
            Optional<NaiveRun> first = runs.stream()
                    .filter(held -> claimable(held.run, request.limits(), now))
                    .min(Comparator.comparing(
                            NaiveRun::run,
                            Comparator.<Run>comparingInt(
                                            run -> -run.request().options().priority())
                                    .thenComparing(Run::runAt)
                                    .thenComparing(Run::number)));
            if (first.isEmpty() || (resumed + claimed.size() >= request.max() && !mayWait(first.get().run, request))) {
                break;
            }
            first.get().run = first.get().run.claimed(request.worker(), request.lease(), now);
            claimed.add(first.get().run);
        }
        return claimed;
    }

    private static boolean mayWait(Run run, ClaimRequest request) {
        return run.state() == RunState.RUNNING
                || (run.standing().errorCount() == 0
                        && request.ahead().jobTypes().contains(run.jobType()));
    }

    private boolean claimable(Run run, Map<String, Integer> limits, Instant now) {
        int limit = limits.getOrDefault(run.jobType(), 0);
        if (run.state() == RunState.QUEUED) {
            return !run.runAt().isAfter(now)
                    && running(run.jobType()).count() < limit
                    && run.project().map(this::hasRoom).orElse(true);
        }
        return expired(run, now)
                && running(run.jobType()).filter(other -> !expired(other, now)).count() < limit;
    }

    private Stream<Run> running(String jobType) {
        return runs.stream()
                .map(NaiveRun::run)
                .filter(run -> run.state() == RunState.RUNNING && run.jobType().equals(jobType))
                .filter(run -> !isParked(run));
    }

    private static boolean expired(Run run, Instant now) {
        return run.state() == RunState.RUNNING
                && !run.lease().orElseThrow().until().isAfter(now);
    }

    boolean renew(UUID uuid, long fence, Duration lease, Instant now) {
        Optional<NaiveRun> held = held(uuid, fence);
        held.ifPresent(run -> run.run = run.run.renewed(lease, now));
        return held.isPresent();
    }

    boolean report(RunUpdate update, Optional<Ending> ending, Instant now) {
        Optional<NaiveRun> held = held(update.uuid(), update.fence());
        held.ifPresent(run -> {
            run.run = run.run.updated(update.progress().orElse(run.run.progress()), now);
            ending.ifPresent(end -> run.run = run.run.completed(end, now));
            run.body = new RunBody(run.body.params(), update.data().or(() -> run.body.data()));
            run.log(update.log());
        });
        return held.isPresent();
    }

    void cancel(UUID uuid, LogLine why, Instant now) {
        find(uuid).filter(held -> cancel(held, why, now)).ifPresent(held -> cancelBelow(held, why, now));
    }

    private boolean cancel(NaiveRun held, LogLine why, Instant now) {
        Standing before = held.run.standing();
        held.run = held.run.cancelled(now);
        boolean changed = !held.run.standing().equals(before);
        if (changed) {
            held.log(LogBatch.of(why));
        }
        return changed;
    }

    private void cancelBelow(NaiveRun parent, LogLine why, Instant now) {
        attachments.cancelRemotes(parent.run.uuid());
        for (NaiveRun child : runs) {
            if (child.run.request().origin().parent().equals(Optional.of(parent.run.uuid()))) {
                cancel(child, why, now);
                cancelBelow(child, why, now);
            }
        }
    }

    void retry(UUID uuid, LogLine why, Instant now) {
        find(uuid).filter(held -> held.run.state().finished()).ifPresent(held -> {
            held.run = held.run.retried(now);
            held.log(LogBatch.of(why));
        });
    }

    List<Run> list(RunQuery query) {
        return runs.stream()
                .map(NaiveRun::run)
                .filter(query::matches)
                .sorted(Comparator.comparingLong(Run::number).reversed())
                .limit(query.limit())
                .toList();
    }
}
