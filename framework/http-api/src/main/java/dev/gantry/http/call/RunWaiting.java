package dev.gantry.http.call;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Waits for runs without a thread. */
final class RunWaiting {

    private RunWaiting() {}

    /**
     * Completes once one of the runs is as it is wished to be, or the time is over; perhaps on a thread of the store.
     *
     * @param runs need not be there yet
     */
    static CompletableFuture<Void> until(Api api, List<UUID> runs, Predicate<Run> wished, Duration time) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        List<RunStore.Subscription> watches = new ArrayList<>();
        for (UUID run : runs) {
            watches.add(api.engine().watch(run, change -> {
                if (wished.test(change)) {
                    over.complete(null);
                }
            }));
        }
        Timers.Timer timer = api.timers().after(time, () -> over.complete(null));
        CompletableFuture<Void> answer = over.whenComplete((nothing, failure) -> {
            watches.forEach(RunStore.Subscription::close);
            timer.cancel();
        });
        // One may have been so before anybody watched.
        try {
            if (runs.stream()
                    .anyMatch(run -> api.runs().find(run).filter(wished).isPresent())) {
                over.complete(null);
            }
        } catch (RuntimeException e) {
            over.completeExceptionally(e);
        }
        return answer;
    }
}
