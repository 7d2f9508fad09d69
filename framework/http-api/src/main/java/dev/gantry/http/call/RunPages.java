package dev.gantry.http.call;

import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Lists of runs, page by page, newest first. */
final class RunPages {

    /** A page, and what to give as cursor for the one after; null if there is none. */
    record Page(List<Run> runs, String next) {}

    /** What every list understands. */
    static final List<String> PARAMETERS = List.of("state", "tag", "since", "until", "limit", "cursor");

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int RADIX = 36;

    private final Api api;

    RunPages(Api api) {
        this.api = api;
    }

    Page find(Query query, String below, RunQuery.Kin kin) {
        int limit = query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
        // One more than asked for tells whether there is another page.
        List<Run> found = api.runs()
                .list(new RunQuery(
                        new RunFilter(
                                below,
                                states(query),
                                query.tags(),
                                new RunQuery.Span(query.moment("since"), query.moment("until")),
                                kin,
                                RunFilter.Outcome.ANY),
                        cursor(query),
                        limit + 1));
        List<Run> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page, found.size() > limit ? Long.toString(page.get(limit - 1).number(), RADIX) : null);
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

    private static OptionalLong cursor(Query query) {
        if (query.text("cursor").isEmpty()) {
            return OptionalLong.empty();
        }
        String cursor = query.text("cursor").get();
        try {
            return OptionalLong.of(Long.parseLong(cursor, RADIX));
        } catch (NumberFormatException e) {
            throw Query.refused("cursor", cursor, "what the page before gave as next");
        }
    }
}
