package dev.gantry.http.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunAddress;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answer to whoever reads a file: all of it, a range, or just its head. */
final class FileDownload {

    private static final String BYTES = "application/octet-stream";

    private final Exchange exchange;
    private final ProjectRuns runs;
    private final RunAddress address;
    private final StoredFile file;

    FileDownload(Exchange exchange, ProjectRuns runs, RunAddress address, StoredFile file) {
        this.exchange = exchange;
        this.runs = runs;
        this.address = address;
        this.file = file;
    }

    static String tag(StoredFile file) {
        return "\"" + file.content().sha256() + "\"";
    }

    void begin() throws IOException {
        checkMatch();
        if (exchange.header("If-None-Match").filter(this::names).isPresent()) {
            exchange.answer(304, headers());
            return;
        }
        long size = file.content().size();
        Optional<ByteRange> range = range();
        if (range.isPresent() && range.get().length() <= 0) {
            throw ProblemException.noRange(exchange.header("Range").orElse(""), size);
        }
        Map<String, String> headers = headers();
        range.ifPresent(part -> headers.put(
                "Content-Range", "bytes %d-%d/%d".formatted(part.from(), part.from() + part.length() - 1, size)));
        ByteRange sent = range.orElse(new ByteRange(0, size));
        exchange.response().setContentLengthLong(sent.length());
        if (exchange.method().equals("HEAD") || sent.length() == 0) {
            exchange.begin(range.isPresent() ? 206 : 200, BYTES, headers);
            exchange.finish();
        } else {
            OutgoingFile out = new OutgoingFile(exchange, runs.open(address, file, sent.from()), sent.length());
            exchange.begin(range.isPresent() ? 206 : 200, BYTES, headers);
            out.start();
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag(file));
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "no-cache");
        // A file that a run made must not become a page of this server.
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(file.name(), UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A"));
        return headers;
    }

    private void checkMatch() {
        Optional<String> expected = exchange.header("If-Match");
        if (expected.isPresent() && !names(expected.get())) {
            throw ProblemException.replaced(expected.get(), tag(file));
        }
    }

    /** Whether a header that lists tags names this content. */
    private boolean names(String tags) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(tag(file)));
    }

    /** Of a HEAD no range is asked for; nor if the content is not the one that the rest is wanted of. */
    private Optional<ByteRange> range() {
        boolean asIs = exchange.header("If-Range").map(tag(file)::equals).orElse(true);
        return exchange.header("Range")
                .filter(header -> asIs && exchange.method().equals("GET"))
                .flatMap(header -> ByteRange.parse(header, file.content().size()));
    }
}
