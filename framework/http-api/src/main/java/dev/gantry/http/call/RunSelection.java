package dev.gantry.http.call;

import dev.gantry.http.path.Names;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunFilter.Lasting;
import dev.gantry.store.RunFilter.Outcome;
import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The runs that a caller means, by the query parameters that lists, counts and bulk calls have in common.
 *
 * @param filter what a store finds by itself
 * @param text what the run must show; absent: anything
 * @param params values that its params must have, by their names
 */
record RunSelection(RunFilter filter, Optional<String> text, Map<String, String> params) {

    private static final String PARAM = "param.";

    /** What every list understands. */
    static final List<String> COMMON = List.of("state", "tag", "since", "until");

    /** What the lists of runs understand besides, whatever branch they are of. */
    static final List<String> PARAMETERS = Stream.concat(
                    COMMON.stream(),
                    Stream.of("leaf", "project", "parent", "endedSince", "endedUntil", "result", "took", "text", PARAM))
            .toList();

    private static final int HIGHEST_RESULT = 999;

    RunSelection {
        params = Map.copyOf(params);
    }

    /** The selection that a query makes of the runs at or below a path. */
    static RunSelection read(Api api, String path, Query query) {
        Kin kin = new Kin(
                query.text("project").map(Names::project),
                query.uuid("parent").map(Set::of).orElse(Set.of()));
        return new RunSelection(
                new RunFilter(
                        below(api, path, query),
                        states(query),
                        query.tags(),
                        new Span(query.moment("since"), query.moment("until")),
                        kin,
                        outcome(api, query)),
                query.text("text").map(String::strip).filter(text -> !text.isEmpty()),
                query.family(PARAM));
    }

    /** The selection that a query makes of the runs of a project. */
    static RunSelection ofProject(String project, Query query) {
        Span created = new Span(query.moment("since"), query.moment("until"));
        return new RunSelection(
                new RunFilter("", states(query), query.tags(), created, Kin.inProject(project), Outcome.ANY),
                Optional.empty(),
                Map.of());
    }

    private static Outcome outcome(Api api, Query query) {
        Set<Integer> results = new HashSet<>();
        for (String result : query.list("result")) {
            results.add(result(result));
        }
        return new Outcome(
                new Span(query.moment("endedSince"), query.moment("endedUntil")),
                results,
                query.duration("took")
                        .map(time -> new Lasting(time, api.timers().instant())));
    }

    private static int result(String text) {
        try {
            int code = Integer.parseInt(text);
            if (code >= -1 && code <= HIGHEST_RESULT) {
                return code;
            }
        } catch (NumberFormatException e) {
            // The same refusal as for a number out of bounds.
        }
        throw Query.refused("result", text, "a result code from -1 (not finished) to " + HIGHEST_RESULT);
    }

    private static String below(Api api, String path, Query query) {
        return query.text("leaf")
                .map(leaf -> {
                    String below = path.isEmpty() ? leaf : path + "/" + leaf;
                    if (api.catalog().job(below).isEmpty()) {
                        throw ProblemException.noJob(api.path(below));
                    }
                    return below;
                })
                .orElse(path);
    }

    private static Set<RunState> states(Query query) {
        Set<RunState> states = EnumSet.noneOf(RunState.class);
        for (String name : query.list("state")) {
            try {
                states.add(RunState.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Query.refused("state", name, "one of " + Arrays.toString(RunState.values()));
            }
        }
        return states;
    }

    /** Whether a store finds all of it by itself. */
    boolean plain() {
        return text.isEmpty() && params.isEmpty();
    }

    RunSelection with(RunFilter other) {
        return new RunSelection(other, text, params);
    }
}
