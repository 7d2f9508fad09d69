package dev.gantry.app.chaos;

import dev.gantry.app.chaos.ClusterHistory.Submitted;
import dev.gantry.app.chaos.RunChange.Standing;
import dev.gantry.app.chaos.RunChange.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Holds the history of a cluster against what a cluster promises. */
final class HistoryChecker {

    private final ClusterHistory history;
    private final List<String> violations = new ArrayList<>();

    private HistoryChecker(ClusterHistory history) {
        this.history = history;
    }

    /** What breaks a promise; empty if all is well. */
    static List<String> check(ClusterHistory history) {
        HistoryChecker checker = new HistoryChecker(history);
        checker.nothingIsLostOrDoubled();
        checker.changesFollowFromEachOther();
        checker.everyRunEndsOnce();
        checker.onlyWhoHoldsARunWritesToIt();
        checker.noLiveLeaseIsTakenOver();
        checker.limitsHold(Submitted::jobType);
        checker.limitsHold(Submitted::project);
        checker.itGoesOnAfterTheLastFault();
        return checker.violations;
    }

    private void found(String what, Object... values) {
        violations.add(what.formatted(values));
    }

    private void nothingIsLostOrDoubled() {
        Set<String> there = new HashSet<>();
        history.runs().forEach((number, run) -> {
            if (!there.add(run.name())) {
                found("doubled: %s is there twice, the second time as run %d", run.name(), number);
            }
        });
        for (String name : history.acknowledged()) {
            if (!there.contains(name)) {
                found("lost: %s was acknowledged and is not there", name);
            }
        }
    }

    /** What the database did not write down, nobody could judge. */
    private void changesFollowFromEachOther() {
        Map<Long, Standing> now = new HashMap<>();
        for (RunChange change : history.changes()) {
            Standing was = now.put(change.run(), change.after());
            if (was == null ? change.before().isPresent() : !change.before().equals(Optional.of(was))) {
                found("unwritten: %s begins with what no change left; that was %s", change, was);
            }
            if (change.before().map(Standing::fence).orElse(0L) > change.after().fence()) {
                found("fence: %s takes back a fence", change);
            }
        }
    }

    private void everyRunEndsOnce() {
        Set<Long> ended = new HashSet<>();
        for (RunChange change : history.changes()) {
            if (ended.contains(change.run())) {
                found("end: %s changes a run that had ended", change);
            }
            if (change.isEnd()) {
                ended.add(change.run());
            }
        }
        history.runs().forEach((number, run) -> {
            if (!ended.contains(number)) {
                found("end: %s, run %d, never ended", run.name(), number);
            }
        });
    }

    private void onlyWhoHoldsARunWritesToIt() {
        Map<Long, String> holders = new HashMap<>();
        for (RunChange change : history.changes()) {
            if (change.isClaim()) {
                holders.put(change.run(), change.session());
            } else if (change.before().map(was -> was.state() == State.RUNNING).orElse(false)
                    && !change.session().equals(holders.get(change.run()))) {
                found("fence: %s is a write to a run that %s holds", change, holders.get(change.run()));
            }
        }
    }

    private void noLiveLeaseIsTakenOver() {
        for (RunChange change : history.changes()) {
            if (change.isClaim()
                    && change.before().orElseThrow().state() == State.RUNNING
                    && change.before().orElseThrow().leaseUntil().isAfter(change.at())) {
                found("lease: %s takes over a run whose lease had not run out", change);
            }
        }
    }

    private void limitsHold(Function<Submitted, String> kind) {
        Map<String, Set<Long>> running = new HashMap<>();
        for (RunChange change : history.changes()) {
            Submitted run = history.runs().get(change.run());
            if (run == null || !history.limits().containsKey(kind.apply(run))) {
                continue;
            }
            Set<Long> together = running.computeIfAbsent(kind.apply(run), name -> new HashSet<>());
            if (change.after().state() != State.RUNNING) {
                together.remove(change.run());
            } else if (together.add(change.run())
                    && together.size() > history.limits().get(kind.apply(run))) {
                found("limit: with %s there are %d of %s at once", change, together.size(), kind.apply(run));
            }
        }
    }

    private void itGoesOnAfterTheLastFault() {
        Set<Long> unfinished = new HashSet<>();
        Instant since = history.lastFault();
        for (RunChange change : history.changes()) {
            if (change.at().isAfter(history.lastFault())) {
                if (unfinished.isEmpty()) {
                    since = change.at();
                }
                if (change.isEnd()) {
                    judge(since, change.at());
                    since = change.at();
                }
            }
            if (change.isEnd()) {
                unfinished.remove(change.run());
            } else if (change.before().isEmpty()) {
                unfinished.add(change.run());
            }
        }
    }

    private void judge(Instant from, Instant to) {
        Duration stalled =
                history.stalls().stream().map(stall -> stall.within(from, to)).reduce(Duration.ZERO, Duration::plus);
        Duration waited = Duration.between(from, to).minus(stalled);
        if (waited.compareTo(history.patience()) > 0) {
            found(
                    "progress: after the last fault nothing ended from %s to %s; expected an end within %s",
                    from, to, history.patience());
        }
    }
}
