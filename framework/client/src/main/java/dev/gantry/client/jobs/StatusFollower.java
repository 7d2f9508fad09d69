package dev.gantry.client.jobs;

import dev.gantry.client.link.Link;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for the end of one run on the thread of the caller, who is told how it goes. */
final class StatusFollower {

    private final StatusCall status;
    private final JobCalls calls;

    StatusFollower(JobCalls calls, RunUrl url) {
        this.calls = calls;
        this.status = new StatusCall(calls, url);
    }

    RunStatus follow(Consumer<RunStatus> each) {
        RunStatus known = null;
        while (known == null || !known.finished()) {
            RunStatus now = next(known);
            if (now != known) {
                each.accept(now);
                known = now;
            }
        }
        return known;
    }

    /** A server that is away is waited for as long as for a run that says nothing of a time. */
    private RunStatus next(RunStatus known) {
        long end = System.nanoTime() + Jobs.DEFAULT_WAIT.toNanos();
        for (int failures = 1; ; failures++) {
            Optional<RunStatus> now = ask(known, end);
            if (now.isPresent()) {
                return now.get();
            }
            calls.pause(calls.link().access().patience().pause(failures));
        }
    }

    private Optional<RunStatus> ask(RunStatus known, long end) {
        try {
            HttpResponse<String> answer = calls.sendOnce(status.request(known), BodyHandlers.ofString());
            return Link.isPassing(answer.statusCode()) && System.nanoTime() < end
                    ? Optional.empty()
                    : Optional.of(status.read(answer));
        } catch (IOException e) {
            if (System.nanoTime() >= end) {
                throw calls.broken(e);
            }
            return Optional.empty();
        }
    }
}
