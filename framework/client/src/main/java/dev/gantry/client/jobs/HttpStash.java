package dev.gantry.client.jobs;

import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stash of a run, and which version of it this handle has seen. */
final class HttpStash {

    private static final long UNSEEN = -1;
    private static final String ETAG = "ETag";

    private final JobCalls calls;
    private final RunUrl url;
    private long seen = UNSEEN;

    HttpStash(JobCalls calls, RunUrl url) {
        this.calls = calls;
        this.url = url;
    }

    synchronized <T> T get(Class<T> type) {
        HttpResponse<String> answer = calls.fine(calls.request(url.path("stash")), BodyHandlers.ofString());
        seen = version(answer.headers());
        return new UserValues().fit(answer.body(), type);
    }

    synchronized void put(Object value) {
        byte[] json = new UserValues().json(value);
        long expected = seen == UNSEEN ? current() : seen;
        AtomicBoolean repeated = new AtomicBoolean();
        HttpResponse<String> answer =
                calls.send(put(json, expected), BodyHandlers.ofString(), () -> repeated.set(true));
        if (answer.statusCode() / 100 == 2) {
            seen = version(answer.headers());
        } else if (!(answer.statusCode() == 409 && repeated.get() && isOurs(json, expected, answer.body()))) {
            throw calls.refusal(answer.statusCode(), answer.body());
        }
    }

    private HttpRequest put(byte[] json, long expected) {
        HttpRequest.Builder request = calls.request(url.path("stash"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(json));
        return (expected == 0
                        ? request.header("If-None-Match", "*")
                        : request.header("If-Match", "\"%d\"".formatted(expected)))
                .build();
    }

    private long current() {
        HttpResponse<Void> head = calls.head(url.path("stash"));
        if (head.statusCode() != 200) {
            calls.text(calls.request(url.path("stash")));
        }
        return version(head.headers());
    }

    /** Whether what is in the way was written by this very call, whose answer was lost. */
    private boolean isOurs(byte[] json, long expected, String refusal) {
        if (!(calls.refusal(409, refusal) instanceof ClashException clash
                && clash.winner().equals(calls.caller()))) {
            return false;
        }
        HttpResponse<String> there = calls.fine(calls.request(url.path("stash")), BodyHandlers.ofString());
        UserValues values = new UserValues();
        boolean ours = version(there.headers()) == expected + 1
                && values.parse(there.body())
                        .equals(values.parse(new String(json, java.nio.charset.StandardCharsets.UTF_8)));
        if (ours) {
            seen = expected + 1;
        }
        return ours;
    }

    /** The version that an answer names; 0 if there is no stash yet. */
    private long version(HttpHeaders headers) {
        String tag = headers.firstValue(ETAG).orElse("\"0\"");
        if (!tag.matches("\"\\d{1,18}\"")) {
            throw new JobApiException(
                    502,
                    "%s answers with the ETag %s; expected the version of a stash"
                            .formatted(calls.link().server(), tag));
        }
        return Long.parseLong(tag.substring(1, tag.length() - 1));
    }
}
