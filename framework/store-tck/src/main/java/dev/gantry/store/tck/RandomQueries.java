package dev.gantry.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunDigest;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunFilter.Lasting;
import dev.gantry.store.RunFilter.Outcome;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Random questions, each put to a store and to a naive one. */
final class RandomQueries {

    private final StoreFixture fixture;
    private final SplittableRandom random;
    private final NaiveStore naive;

    RandomQueries(StoreFixture fixture, SplittableRandom random, NaiveStore naive) {
        this.fixture = fixture;
        this.random = random;
        this.naive = naive;
    }

    /** Ask something; what was asked. */
    String step(Supplier<UUID> anyRun) {
        RunFilter filter = anyFilter(anyRun);
        RunQuery query = new RunQuery(
                filter,
                random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of(random.nextInt(naive.runs().size() + 1)),
                random.nextInt(1, 30));
        assertThat(fixture.store().list(query).stream().map(RandomWalk::plain).toList())
                .as("%s", query)
                .isEqualTo(naive.list(query).stream().map(RandomWalk::plain).toList());
        TimeScale scale = new TimeScale(
                fixture.now().minusSeconds(random.nextInt(600)),
                Duration.ofMillis(random.nextInt(1, 100_000)),
                random.nextInt(12));
        assertThat(fixture.store().tally(filter, scale))
                .as("%s of %s", scale, filter)
                .isEqualTo(tally(filter, scale));
        return query.toString();
    }

    private RunTally tally(RunFilter filter, TimeScale scale) {
        RunTally.Counter counter = new RunTally.Counter(scale);
        naive.runs().stream()
                .map(NaiveStore.NaiveRun::run)
                .filter(filter::matches)
                .forEach(counter::add);
        return counter.tally();
    }

    private RunFilter anyFilter(Supplier<UUID> anyRun) {
        EnumSet<RunState> states = EnumSet.noneOf(RunState.class);
        for (RunState state : RunState.values()) {
            if (random.nextInt(3) == 0) {
                states.add(state);
            }
        }
        Kin kin = new Kin(
                random.nextInt(3) > 0
                        ? Optional.empty()
                        : Optional.of(
                                RandomAttachments.PROJECTS.get(random.nextInt(RandomAttachments.PROJECTS.size()))),
                random.nextInt(3) > 0 ? Set.of() : Set.copyOf(List.of(anyRun.get(), anyRun.get())));
        return new RunFilter(
                List.of("", "a", "a/b", "d").get(random.nextInt(4)), states, Map.of(), anySpan(), kin, anyOutcome());
    }

    private Outcome anyOutcome() {
        return new Outcome(
                anySpan(),
                random.nextInt(3) > 0 ? Set.of() : Set.of(random.nextBoolean() ? 200 : 500, Run.CANCELLED_CODE),
                random.nextInt(3) > 0
                        ? Optional.empty()
                        : Optional.of(new Lasting(Duration.ofSeconds(random.nextInt(30)), fixture.now())));
    }

    private Span anySpan() {
        return new Span(
                random.nextInt(3) > 0
                        ? Optional.empty()
                        : Optional.of(fixture.now().minusSeconds(random.nextInt(600))),
                random.nextInt(3) > 0
                        ? Optional.empty()
                        : Optional.of(fixture.now().minusSeconds(random.nextInt(300))));
    }

    /** What a list shows besides of a run must be what follows from its log and from the others. */
    void compareDigest(UUID uuid) {
        Optional<RunDigest> expected = naive.find(uuid).map(held -> new RunDigest(digest(held.log()), children(uuid)));
        assertThat(Optional.ofNullable(fixture.store().digests(List.of(uuid)).get(uuid)))
                .isEqualTo(expected);
    }

    private long children(UUID parent) {
        return naive.runs().stream()
                .filter(held -> held.run().request().origin().parent().equals(Optional.of(parent)))
                .count();
    }

    private static LogDigest digest(List<LogEntry> log) {
        return new LogDigest(
                log.isEmpty() ? 0 : log.get(log.size() - 1).seq(),
                count(log, LogLine.Kind.WARNING),
                count(log, LogLine.Kind.ERROR),
                log.stream()
                        .map(LogEntry::line)
                        .filter(line -> line.kind() != LogLine.Kind.OUTPUT && line.kind() != LogLine.Kind.META)
                        .reduce((before, after) -> after),
                log.stream()
                        .map(LogEntry::line)
                        .filter(line -> line.kind() == LogLine.Kind.ERROR)
                        .reduce((before, after) -> after));
    }

    private static long count(List<LogEntry> log, LogLine.Kind kind) {
        return log.stream().filter(entry -> entry.line().kind() == kind).count();
    }
}
