package dev.gantry.http.call;

import dev.gantry.client.wire.LogPage;
import dev.gantry.client.wire.StreamedLine;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Shows a part of a run's log: {@code GET /{root}/lines/{uuid}?before=&after=&kind=&limit=}. */
public final class LinesCall {

    private static final List<String> PARAMETERS = List.of("before", "after", "kind", "limit");
    private static final int DEFAULT_LIMIT = 200;
    private static final int MOST = 1_000;

    private final Api api;
    private final Run run;

    LinesCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** The newest lines; or those just before a line, or just after one. */
    @GET
    @Produces(Api.JSON)
    public LogPage lines(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        Optional<Integer> after = query.number("after", 0, Integer.MAX_VALUE);
        Optional<Integer> before = query.number("before", 0, Integer.MAX_VALUE);
        if (after.isPresent() && before.isPresent()) {
            throw ProblemException.badRequest("both after and before are given; expected one of them, or none");
        }
        int limit = query.number("limit", 1, MOST).orElse(DEFAULT_LIMIT);
        Set<LogLine.Kind> kinds = kinds(query);
        List<LogEntry> found = api.runs().log(run.uuid(), after.orElse(0)).orElse(RunLog.EMPTY).entries().stream()
                .filter(entry -> kinds.contains(entry.line().kind()))
                .filter(entry -> entry.seq() < before.orElse(Integer.MAX_VALUE))
                .toList();
        boolean more = found.size() > limit;
        List<LogEntry> page = !more
                ? found
                : after.isPresent() ? found.subList(0, limit) : found.subList(found.size() - limit, found.size());
        return new LogPage(page.stream().map(LinesCall::line).toList(), more);
    }

    /** The kinds of lines that are asked for: those named, or all. */
    static Set<LogLine.Kind> kinds(Query query) {
        Set<LogLine.Kind> kinds = EnumSet.noneOf(LogLine.Kind.class);
        for (String name : query.list("kind")) {
            try {
                kinds.add(LogLine.Kind.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Query.refused("kind", name, "one of " + Arrays.toString(LogLine.Kind.values()));
            }
        }
        return kinds.isEmpty() ? EnumSet.allOf(LogLine.Kind.class) : kinds;
    }

    static StreamedLine line(LogEntry entry) {
        LogLine line = entry.line();
        return new StreamedLine(
                entry.seq(),
                line.kind().name(),
                line.kind() == LogLine.Kind.ERROR ? line.code() : null,
                line.message(),
                line.at());
    }
}
