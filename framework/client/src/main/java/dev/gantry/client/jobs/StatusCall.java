package dev.gantry.client.jobs;

import dev.gantry.client.wire.RunStanding;
import dev.gantry.job.RunStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A look at the status of a run that is answered once it is another than the one that is known. */
final class StatusCall {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final JobCalls calls;
    private final RunUrl url;

    StatusCall(JobCalls calls, RunUrl url) {
        this.calls = calls;
        this.url = url;
    }

    /** @param known the status that is known; null if none is */
    HttpRequest request(RunStatus known) {
        return known == null
                ? calls.request(url.path("status")).build()
                : calls.request(url.path("status?wait=%d&not=%s".formatted(WAIT.toSeconds(), known)), WAIT)
                        .build();
    }

    RunStatus read(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw calls.refusal(answer.statusCode(), answer.body());
        }
        return RunStatus.valueOf(calls.parsed(answer.body(), RunStanding.class).status());
    }

    JobCalls calls() {
        return calls;
    }
}
