package dev.gantry.client.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;

/** Reads ranges of one content; a range that breaks off is read again. */
final class FileRanges {

    private static final byte[] NOTHING = {};

    private final JobCalls calls;
    private final String path;
    private final RunFile file;

    FileRanges(JobCalls calls, String path, RunFile file) {
        this.calls = calls;
        this.path = path;
        this.file = file;
    }

    RunFile file() {
        return file;
    }

    byte[] read(long from, int length) throws IOException {
        HttpRequest request = calls.request(path)
                .header("Range", "bytes=%d-%d".formatted(from, from + length - 1))
                .header("If-Match", "\"" + file.sha256() + "\"")
                .build();
        try {
            // What is no such range is not read: it could be any size.
            HttpResponse<byte[]> answer = calls.send(
                    request,
                    head -> head.statusCode() == 206
                            ? BodySubscribers.ofByteArray()
                            : BodySubscribers.replacing(NOTHING),
                    () -> {});
            if (answer.statusCode() != 206 || answer.body().length != length) {
                throw refusal(answer, from);
            }
            return answer.body();
        } catch (JobApiException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private IOException refusal(HttpResponse<byte[]> answer, long from) {
        return switch (answer.statusCode()) {
            case 404, 412 ->
                new IOException("%s was replaced or dropped while it was read, at byte %d; get it again"
                        .formatted(file.name(), from));
            default ->
                new IOException("%s answered %d with %d bytes to a read of %s from byte %d"
                        .formatted(
                                calls.link().server(), answer.statusCode(), answer.body().length, file.name(), from));
        };
    }
}
