package dev.gantry.client.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.OptionalLong;

/** A file of a run of a server. */
final class HttpRunFile implements RunFile {

    private final JobCalls calls;
    private final String path;
    private final String name;
    private final long size;
    private final String sha256;

    private HttpRunFile(JobCalls calls, String path, String name, long size, String sha256) {
        this.calls = calls;
        this.path = path;
        this.name = name;
        this.size = size;
        this.sha256 = sha256;
    }

    /** The file that the answer to a HEAD tells of. */
    static HttpRunFile of(JobCalls calls, String path, String name, HttpHeaders headers) {
        OptionalLong size = headers.firstValueAsLong("Content-Length");
        String tag = headers.firstValue("ETag").orElse("");
        if (size.isEmpty() || !tag.matches("\"[0-9A-Fa-f]{64}\"")) {
            throw new JobApiException(
                    502,
                    "%s tells neither size nor SHA-256 of %s; expected both"
                            .formatted(calls.link().server(), name));
        }
        return new HttpRunFile(calls, path, name, size.getAsLong(), tag.substring(1, tag.length() - 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public InputStream open(long from) {
        if (from < 0 || from > size) {
            throw new IllegalArgumentException(
                    "from is %d; expected 0 to %d, the size of %s".formatted(from, size, name));
        }
        return new RangedStream(new FileRanges(calls, path, this), from);
    }
}
