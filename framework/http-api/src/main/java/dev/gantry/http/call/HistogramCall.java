package dev.gantry.http.call;

import dev.gantry.client.wire.RunHistogram;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunFilter.Outcome;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts runs by when they finished: {@code GET /{branch or leaf}/histogram}, and {@code GET /histogram} for all. */
public final class HistogramCall {

    private static final List<String> PARAMETERS = Stream.concat(RunSelection.PARAMETERS.stream(), Stream.of("buckets"))
            .toList();

    private static final int DEFAULT_BUCKETS = 60;
    private static final int MOST_BUCKETS = 500;
    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);

    private final Api api;
    private final String path;

    HistogramCall(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** How many of the runs that were asked for finished in each of some stretches of time; of the last day unless told. */
    @GET
    @Produces(Api.JSON)
    public RunHistogram histogram(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        RunSelection selection = RunSelection.read(api, path, query);
        Outcome asked = selection.filter().outcome();
        boolean open = asked.ended().to().isEmpty();
        Instant to = asked.ended().to().orElseGet(() -> api.timers().instant());
        Instant from = asked.ended().from().orElseGet(() -> to.minus(DEFAULT_RANGE));
        TimeScale scale =
                scale(from, to, query.number("buckets", 1, MOST_BUCKETS).orElse(DEFAULT_BUCKETS));
        Span range = new Span(Optional.of(from), asked.ended().to());
        RunFilter filter = selection.filter().with(new Outcome(range, asked.results(), asked.lasting()));
        RunTally tally = new RunSearch(api, selection.with(filter)).tally(scale);
        return view(scale, tally, open);
    }

    private static TimeScale scale(Instant from, Instant to, int buckets) {
        long millis = Duration.between(from, to).toMillis();
        if (millis <= 0) {
            throw ProblemException.badRequest(
                    "endedSince is %s and endedUntil %s; expected the first to be earlier".formatted(from, to));
        }
        // One more millisecond, so that the last stretch reaches beyond what has just finished.
        return new TimeScale(from, Duration.ofMillis(millis / buckets + 1), buckets);
    }

    private static RunHistogram view(TimeScale scale, RunTally tally, boolean open) {
        Map<RunState, Long> unfinished = tally.counts().entrySet().stream()
                .filter(state -> !state.getKey().finished())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new RunHistogram(
                scale.from(),
                scale.start(scale.count()),
                scale.length().toMillis(),
                new TreeMap<>(tally.ended())
                        .entrySet().stream()
                                .map(bucket ->
                                        new RunHistogram.Bucket(scale.start(bucket.getKey()), names(bucket.getValue())))
                                .toList(),
                open ? names(unfinished) : null,
                tally.complete());
    }

    private static Map<String, Long> names(Map<RunState, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(count -> count.getKey().name(), Map.Entry::getValue));
    }
}
