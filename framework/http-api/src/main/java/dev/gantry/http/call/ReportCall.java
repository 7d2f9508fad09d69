package dev.gantry.http.call;

import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.stream.Collectors;

/** Shows what a run printed: {@code GET /{root}/report/{uuid}}. */
public final class ReportCall {

    private final Api api;
    private final Run run;

    ReportCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The lines that were printed and are kept, each with a line feed behind it. */
    @GET
    @Produces("text/plain; charset=utf-8")
    public String report() {
        return api.runs().log(run.uuid(), 0).orElse(RunLog.EMPTY).lines(LogLine.Kind.OUTPUT).stream()
                .map(line -> line.message() + "\n")
                .collect(Collectors.joining());
    }
}
