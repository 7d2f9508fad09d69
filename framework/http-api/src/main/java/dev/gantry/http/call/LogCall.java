package dev.gantry.http.call;

import dev.gantry.client.wire.WireJson;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;

/** Hands out the log of a run as a text to be kept: {@code GET /{root}/log/{uuid}}. */
public final class LogCall {

    private final Api api;
    private final Run run;

    LogCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** What is kept of its log, a line for each: when, what, the code of an error, and the message. */
    @GET
    @Produces("text/plain; charset=utf-8")
    public Response log() {
        String text = api.runs().log(run.uuid(), 0).orElse(RunLog.EMPTY).entries().stream()
                .map(entry -> text(entry.line()))
                .collect(Collectors.joining());
        return Response.ok(text)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s_%s.log\"".formatted(run.jobType(), run.uuid()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static String text(LogLine line) {
        String code = line.kind() == LogLine.Kind.ERROR ? " " + line.code() : "";
        return "%s %s%s %s\n".formatted(WireJson.text(line.at()), line.kind(), code, line.message());
    }
}
