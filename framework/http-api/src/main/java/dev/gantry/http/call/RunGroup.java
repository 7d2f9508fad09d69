package dev.gantry.http.call;

import dev.gantry.client.wire.Descendants;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs that are shown as one, as they are counted. */
final class RunGroup {

    private final Map<String, RunGroup> groups = new TreeMap<>();
    private final Map<RunState, Long> counts = new EnumMap<>(RunState.class);
    private Run any;
    private long runs;
    private double completeness;
    private Instant created = Instant.MAX;
    private Instant started = Instant.MAX;
    private Instant ended = Instant.MIN;

    /** The group of those below this one that a run belongs to. */
    RunGroup below(Run run) {
        return groups.computeIfAbsent(run.jobType(), absent -> new RunGroup());
    }

    void add(Run run) {
        any = run;
        runs++;
        counts.merge(run.state(), 1L, Long::sum);
        completeness += run.progress().completeness();
        created = earlier(created, run.createdAt());
        started = earlier(started, run.startedAt().orElse(Instant.MAX));
        Instant end = run.endedAt().orElse(Instant.MAX);
        ended = end.isAfter(ended) ? end : ended;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    long runs() {
        return runs;
    }

    /** The mean of its runs. */
    double completeness() {
        return runs == 0 ? 0 : Math.min(1, completeness / runs);
    }

    Map<String, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(count -> count.getKey().name(), Map.Entry::getValue));
    }

    List<Descendants.Group> views(Api api) {
        return groups.values().stream().map(group -> group.view(api)).toList();
    }

    private Descendants.Group view(Api api) {
        UUID only = runs == 1 ? any.uuid() : null;
        return new Descendants.Group(
                api.path(any.request().path()),
                any.jobType(),
                runs,
                counts(),
                completeness(),
                new Descendants.Times(
                        created,
                        started.equals(Instant.MAX) ? null : started,
                        ended.equals(Instant.MAX) ? null : ended),
                only,
                views(api));
    }
}
