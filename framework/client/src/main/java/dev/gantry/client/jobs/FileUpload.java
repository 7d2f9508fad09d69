package dev.gantry.client.jobs;

import dev.gantry.client.wire.FileEntry;
import dev.gantry.client.wire.Problem;
import dev.gantry.job.JobApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Copies a content to a run, part by part. After a break the server says where to go on. It becomes a file with the last
 * part, if that arrives.
 */
final class FileUpload {

    /** How often in a row a server may say that it is somewhere else without anything getting further. */
    private static final int MOST_CORRECTIONS = 10;

    private final JobCalls calls;
    private final RunUrl url;
    private final String name;
    private final String upload = UUID.randomUUID().toString();
    private final RunningSha256 sha256 = new RunningSha256();

    FileUpload(JobCalls calls, RunUrl url, String name) {
        if (name.isEmpty()) {
            // Its path would be that of the list of files.
            throw new JobApiException(422, "the file name is empty; choose another");
        }
        this.calls = calls;
        this.url = url;
        this.name = name;
    }

    void put(Source source) {
        long offset = 0;
        long furthest = 0;
        int corrections = 0;
        while (true) {
            Source.Part part = read(source, offset);
            sha256.update(offset, part.bytes());
            HttpResponse<String> answer = send(offset, part);
            OptionalLong elsewhere = elsewhere(answer);
            if (elsewhere.isPresent()) {
                if (part.last() && elsewhere.getAsLong() == 0 && isThere()) {
                    return;
                }
                offset = elsewhere.getAsLong();
                corrections = offset > furthest ? 0 : corrections + 1;
                if (corrections > MOST_CORRECTIONS) {
                    throw calls.refusal(answer.statusCode(), answer.body());
                }
            } else if (answer.statusCode() / 100 != 2) {
                throw calls.refusal(answer.statusCode(), answer.body());
            } else if (part.last()) {
                check(calls.parsed(answer.body(), FileEntry.class));
                return;
            } else {
                offset += part.length();
            }
            furthest = Math.max(furthest, offset);
        }
    }

    private Source.Part read(Source source, long offset) {
        try {
            return source.part(offset);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is to become %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private HttpResponse<String> send(long offset, Source.Part part) {
        boolean whole = offset == 0 && part.last();
        HttpRequest.Builder request = calls.request(url.file(name) + (whole ? "" : "?upload=" + upload))
                .header("Content-Type", "application/octet-stream")
                .PUT(part.publisher());
        if (!whole) {
            long end = offset + part.length();
            String total = part.last() ? Long.toString(end) : "*";
            request.header("Content-Range", "bytes %d-%d/%s".formatted(offset, end - 1, total));
        }
        return calls.send(request.build(), BodyHandlers.ofString(), () -> {});
    }

    /** Where the server is, if it is not where this part begins. */
    private static OptionalLong elsewhere(HttpResponse<String> answer) {
        Optional<String> offset =
                answer.statusCode() == 409 ? Problem.read(409, answer.body()).member("offset") : Optional.empty();
        return offset.map(text -> OptionalLong.of(Long.parseLong(text))).orElse(OptionalLong.empty());
    }

    /** Whether the file is there, because just the answer to the last part was lost. */
    private boolean isThere() {
        HttpResponse<Void> head = calls.head(url.file(name));
        return head.statusCode() == 200
                && head.headers()
                        .firstValue("ETag")
                        .filter(("\"" + sha256.hex() + "\"")::equals)
                        .isPresent();
    }

    private void check(FileEntry there) {
        if (!there.sha256().equalsIgnoreCase(sha256.hex())) {
            throw new JobApiException(
                    502,
                    "%s arrived at %s with the SHA-256 %s; expected %s; put it again"
                            .formatted(name, calls.link().server(), there.sha256(), sha256.hex()));
        }
    }
}
