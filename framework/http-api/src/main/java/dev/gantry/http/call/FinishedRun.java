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
        Timers.Timer timer = api.timers().after(time, () -> completeAsItIs(finished, api, run));
        CompletableFuture<Run> answer = finished.whenComplete((end, failure) -> {
            subscription.close();
            timer.cancel();
        });
        // It may have ended before anybody watched.
        try {
            api.runs().find(run.uuid()).filter(now -> now.state().finished()).ifPresent(finished::complete);
        } catch (RuntimeException e) {
            finished.completeExceptionally(e);
        }
        return answer;
    }

    /** A look may read a disk and fail: on a thread that may wait for it, and so that whoever waits is told. */
    private static void completeAsItIs(CompletableFuture<Run> finished, Api api, Run run) {
        var unused = finished.completeAsync(() -> api.runs().find(run.uuid()).orElse(run), api.workers());
    }
}
