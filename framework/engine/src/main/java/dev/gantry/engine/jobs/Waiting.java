package dev.gantry.engine.jobs;

import dev.gantry.engine.time.Timers;
import dev.gantry.job.RunCancelledException;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunStatus;
import dev.gantry.job.WaitResult;
import dev.gantry.store.RunAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Lets one attempt wait for runs without its slot.
 *
 * <p>Nothing polls, and there is no thread but the job's own: it is woken by the change it waits for, by the end of the
 * time, or because it has to stop.
 */
final class Waiting {

    /** Longer than anybody waits, and still a moment that a clock can tell. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** What is done while the slot is free. */
    interface Slotless<T> {
        T get() throws InterruptedException;
    }

    private final CallerDesk desk;

    Waiting(CallerDesk desk) {
        this.desk = desk;
    }

    WaitResult finish(Collection<RunHandle> runs, Duration timeout) {
        Duration time = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        WaitGroups groups = WaitGroups.of(runs);
        Map<UUID, RunAddress> targets = groups.targets();
        Exchange exchange = desk.exchange();
        try (RunWatch watch = RunWatch.of(targets.keySet(), exchange.changes(), exchange.store())) {
            boolean over = watch.finished().isDone() && groups.remote().isEmpty();
            if (over || time.isZero() || time.isNegative()) {
                return groups.result(watch, () -> Duration.ZERO);
            }
            targets.keySet().retainAll(watch.unfinished());
            try (WaitGraph.Wait elsewhere = elsewhere(groups)) {
                return withoutSlot(targets, () -> finish(groups, watch, time));
            }
        }
    }

    /** That runs of other servers are waited for beside those of this one is a wait of its own. */
    private WaitGraph.Wait elsewhere(WaitGroups groups) {
        return groups.remote().isEmpty()
                ? () -> {}
                : desk.exchange().waits().begin(desk.caller().run(), desk.address(), Map.of());
    }

    private WaitResult finish(WaitGroups groups, RunWatch watch, Duration time) throws InterruptedException {
        Timers timers = desk.exchange().machine().timers();
        Instant end = timers.instant().plus(time);
        CompletableFuture<Void> timeIsUp = new CompletableFuture<>();
        Timers.Timer alarm = timers.at(end, () -> timeIsUp.complete(null));
        try {
            await(CompletableFuture.anyOf(watch.finished(), timeIsUp));
        } finally {
            alarm.cancel();
        }
        return groups.result(watch, () -> {
            Duration left = Duration.between(timers.instant(), end);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    /** Wait for one run of this server, and tell each of its statuses. */
    RunStatus follow(UUID run, RunAddress address, Consumer<RunStatus> each) {
        Exchange exchange = desk.exchange();
        try (StatusQueue statuses = new StatusQueue(run, exchange.changes(), exchange.store())) {
            if (statuses.last().finished()) {
                each.accept(statuses.last());
                return statuses.last();
            }
            return withoutSlot(new LinkedHashMap<>(Map.of(run, address)), () -> follow(statuses, each));
        }
    }

    private RunStatus follow(StatusQueue statuses, Consumer<RunStatus> each) throws InterruptedException {
        while (true) {
            await(statuses.more());
            for (RunStatus status : statuses.take()) {
                each.accept(status);
                if (status.finished()) {
                    return status;
                }
            }
        }
    }

    private void await(CompletableFuture<?> event) throws InterruptedException {
        try {
            desk.exchange()
                    .machine()
                    .threads()
                    .await(CompletableFuture.anyOf(event, desk.caller().stopped(), desk.closed()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is waited for never fails", e);
        }
        desk.caller().checkStopped();
        // A thread that the job left behind must not hold on to what it waits for.
        desk.checkOpen();
    }

    /** Give the slot back, do something, and go on only with a slot. */
    <T> T withoutSlot(Map<UUID, RunAddress> targets, Slotless<T> work) {
        Caller caller = desk.caller();
        caller.checkStopped();
        WaitGraph.Wait wait = desk.exchange().waits().begin(caller.run(), desk.address(), targets);
        try {
            caller.giveSlotBack();
        } catch (RuntimeException | Error e) {
            wait.close();
            throw Refusals.toldToJob(e);
        }
        boolean interrupted = false;
        try {
            return work.get();
        } catch (InterruptedException e) {
            interrupted = true;
            caller.checkStopped();
            throw new RunCancelledException("the thread that waited was interrupted");
        } finally {
            // It waits for nobody any more but for a slot.
            wait.close();
            caller.takeSlotAgain();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
