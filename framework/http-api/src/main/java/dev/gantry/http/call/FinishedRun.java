package dev.gantry.http.call;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of a run without a thread. */
final class FinishedRun {

    private FinishedRun() {}

    /** The run once it is finished, or as it is when the time is over. May complete on a thread of the store. */
    static CompletableFuture<Run> within(Api api, Run run, Duration time) {
        CompletableFuture<Run> finished = new CompletableFuture<>();
        RunStore.Subscription subscription = api.engine().watch(run.uuid(), change -> {
            if (change.state().finished()) {
                finished.complete(change);
            }
        });
        Timers.Timer timer = api.timers()
                .after(time, () -> finished.complete(api.runs().find(run.uuid()).orElse(run)));
        // It may have ended before anybody watched.
        api.runs().find(run.uuid()).filter(now -> now.state().finished()).ifPresent(finished::complete);
        return finished.whenComplete((end, failure) -> {
            subscription.close();
            timer.cancel();
        });
    }
}
