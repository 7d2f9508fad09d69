package dev.gantry.store.tck;

import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a store should hold, so plain that it is right at a glance: a list that is searched from end to end. */
final class NaiveStore {

    private final List<NaiveRun> runs = new ArrayList<>();

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

    List<Run> claim(String worker, int max, Duration lease, Map<String, Integer> limits, Instant now) {
        runs.stream()
                .filter(held -> held.run.standing().cancelRequested() && expired(held.run, now))
                .forEach(held -> held.run = held.run.completed(new Ending.Finished(410, false), now));
        List<Run> claimed = new ArrayList<>();
        while (claimed.size() < max) {
            Optional<NaiveRun> first = runs.stream()
                    .filter(held -> claimable(held.run, limits, now))
                    .min(Comparator.comparing(
                            NaiveRun::run,
                            Comparator.<Run>comparingInt(
                                            run -> -run.request().options().priority())
                                    .thenComparing(Run::runAt)
                                    .thenComparing(Run::number)));
            if (first.isEmpty()) {
                break;
            }
            first.get().run = first.get().run.claimed(worker, lease, now);
            claimed.add(first.get().run);
        }
        return claimed;
    }

    private boolean claimable(Run run, Map<String, Integer> limits, Instant now) {
        int limit = limits.getOrDefault(run.jobType(), 0);
        if (run.state() == RunState.QUEUED) {
            return !run.runAt().isAfter(now) && running(run.jobType()).count() < limit;
        }
        return expired(run, now)
                && running(run.jobType()).filter(other -> !expired(other, now)).count() < limit;
    }

    private Stream<Run> running(String jobType) {
        return runs.stream()
                .map(NaiveRun::run)
                .filter(run -> run.state() == RunState.RUNNING && run.jobType().equals(jobType));
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
        find(uuid).ifPresent(held -> {
            Standing before = held.run.standing();
            held.run = held.run.cancelled(now);
            if (!held.run.standing().equals(before)) {
                held.log(LogBatch.of(why));
            }
        });
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
