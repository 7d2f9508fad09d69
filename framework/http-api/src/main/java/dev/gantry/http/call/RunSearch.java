package dev.gantry.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.http.view.RunData;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunDigest;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds the runs of a selection. What a store does not find by itself is looked for run by run, newest first, and never in
 * more runs than take a moment: what was found until then is the answer, with the place to go on from.
 */
final class RunSearch {

    /** How many runs are looked at for one answer, and how many if their params have to be read. */
    private static final int MOST = 4_000;

    private static final int MOST_READ = 1_000;

    private static final int LOT = 250;

    private final Api api;
    private final RunSelection selection;

    /**
     * What was found.
     *
     * @param runs newest first
     * @param next below which number to go on; absent if there is nothing more
     */
    record Found(List<Run> runs, OptionalLong next) {}

    RunSearch(Api api, RunSelection selection) {
        this.api = api;
        this.selection = selection;
    }

    /** Up to so many runs with smaller numbers. */
    Found find(OptionalLong below, int limit) {
        if (selection.plain()) {
            // One more than asked for tells whether there is another page.
            List<Run> found = list(below, limit + 1);
            List<Run> page = found.subList(0, Math.min(limit, found.size()));
            return new Found(
                    page,
                    found.size() > limit ? OptionalLong.of(page.get(limit - 1).number()) : OptionalLong.empty());
        }
        return look(below, limit);
    }

    private List<Run> list(OptionalLong below, int limit) {
        return api.runs().list(new RunQuery(selection.filter(), below, limit));
    }

    private Found look(OptionalLong below, int limit) {
        List<Run> found = new ArrayList<>();
        OptionalLong from = below;
        int most = selection.params().isEmpty() ? MOST : MOST_READ;
        for (int looked = 0; looked < most; looked += LOT) {
            List<Run> lot = list(from, LOT);
            Map<UUID, RunDigest> digests = selection.text().isEmpty()
                    ? Map.of()
                    : api.runs().digests(lot.stream().map(Run::uuid).toList());
            for (Run run : lot) {
                from = OptionalLong.of(run.number());
                if (shows(run, Optional.ofNullable(digests.get(run.uuid()))) && hasParams(run)) {
                    found.add(run);
                    if (found.size() == limit) {
                        return new Found(found, from);
                    }
                }
            }
            if (lot.size() < LOT) {
                return new Found(found, OptionalLong.empty());
            }
        }
        return new Found(found, from);
    }

    private boolean shows(Run run, Optional<RunDigest> digest) {
        if (selection.text().isEmpty()) {
            return true;
        }
        String text = selection.text().get().toLowerCase(Locale.ROOT);
        Stream<String> shown = Stream.of(
                run.request().path(),
                run.request().options().description(),
                ProjectRuns.addressOf(run).jobId(),
                digest.flatMap(some -> some.log().last()).map(LogLine::message).orElse(""));
        return run.uuid().toString().startsWith(text)
                || Stream.concat(shown, run.request().options().tags().values().stream())
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(text));
    }

    /** Secrets are not looked into, nor the params of a job of which nobody knows what is secret. */
    private boolean hasParams(Run run) {
        if (selection.params().isEmpty()) {
            return true;
        }
        Optional<JsonNode> params = api.catalog()
                .jobOfType(run.jobType())
                .flatMap(job ->
                        api.runs().body(run.uuid()).map(body -> job.params().redact(body.params())))
                .map(RunData::read);
        return params.isPresent()
                && selection.params().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(text(params.get(), wanted.getKey())));
    }

    private static String text(JsonNode params, String name) {
        JsonNode at = params;
        for (String step : name.split("\\.")) {
            at = at.path(step);
        }
        return at.isValueNode() ? at.asText() : at.isMissingNode() ? null : at.toString();
    }

    /** How many there are of each state; at least so many if it takes too long to look at all. */
    RunTally tally(TimeScale scale) {
        if (selection.plain()) {
            return api.runs().tally(selection.filter(), scale);
        }
        Found found = look(OptionalLong.empty(), Integer.MAX_VALUE);
        RunTally.Counter counter = new RunTally.Counter(scale);
        found.runs().forEach(counter::add);
        return found.next().isPresent() ? counter.atLeast() : counter.tally();
    }
}
