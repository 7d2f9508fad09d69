package dev.gantry.http.call;

import dev.gantry.client.wire.RunPage;
import dev.gantry.store.Run;
import java.util.List;
import java.util.OptionalLong;

/** Lists of runs, page by page, newest first. */
final class RunPages {

    /** A page, and what to give as cursor for the one after; null if there is none. */
    record Page(List<Run> runs, String next) {}

    /** What every list understands besides what selects its runs. */
    static final List<String> PARAMETERS = List.of("limit", "cursor");

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int RADIX = 36;

    private final Api api;

    RunPages(Api api) {
        this.api = api;
    }

    Page find(Query query, RunSelection selection) {
        int limit = query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
        RunSearch.Found found = new RunSearch(api, selection).find(cursor(query), limit);
        return new Page(
                found.runs(),
                found.next().isPresent() ? Long.toString(found.next().getAsLong(), RADIX) : null);
    }

    RunPage show(Query query, RunSelection selection) {
        Page page = find(query, selection);
        return new RunPage(Views.summaries(api, page.runs()), page.next());
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
