package dev.gantry.http.bulk;

import dev.gantry.client.wire.BulkState;
import dev.gantry.engine.JobEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Something that is done to runs, a few at a time so that others are served meanwhile. What cannot be done to one of them keeps
 * none of the others from it. Thread-safe; no thread waits.
 */
final class BulkWork {

    private static final int AT_ONCE = 64;
    private static final int MOST_FAILURES = 20;

    private final UUID id;
    private final BulkAction action;
    private final List<UUID> runs;
    private final JobEngine engine;
    private final Runnable whenFinished;
    private final List<BulkState.Failure> failures = new ArrayList<>();
    private int next;
    private int done;
    private int changed;
    private int failed;

    BulkWork(UUID id, BulkAction action, List<UUID> runs, JobEngine engine, Runnable whenFinished) {
        this.id = id;
        this.action = action;
        this.runs = List.copyOf(runs);
        this.engine = engine;
        this.whenFinished = whenFinished;
    }

    void begin() {
        if (runs.isEmpty()) {
            whenFinished.run();
        }
        for (int i = 0; i < AT_ONCE; i++) {
            doNext();
        }
    }

    /** Go on with runs until one of them has to be waited for; the answer of that one goes on in its turn. */
    private void doNext() {
        while (true) {
            UUID run = take();
            if (run == null) {
                return;
            }
            var answer = action.apply(engine, run).handle((did, failure) -> {
                end(run, did, failure);
                return true;
            });
            if (!answer.isDone()) {
                var unused = answer.thenRun(this::doNext);
                return;
            }
        }
    }

    private synchronized UUID take() {
        return next < runs.size() ? runs.get(next++) : null;
    }

    private void end(UUID run, Boolean did, Throwable failure) {
        boolean last;
        synchronized (this) {
            done++;
            if (failure != null) {
                failed++;
                if (failures.size() < MOST_FAILURES) {
                    failures.add(new BulkState.Failure(run, String.valueOf(failure.getMessage())));
                }
            } else if (did) {
                changed++;
            }
            last = done == runs.size();
        }
        if (last) {
            whenFinished.run();
        }
    }

    synchronized BulkState state() {
        return new BulkState(
                id,
                action.label(),
                new BulkState.Counts(runs.size(), done, changed, done - changed - failed, failed),
                done == runs.size(),
                failures);
    }
}
