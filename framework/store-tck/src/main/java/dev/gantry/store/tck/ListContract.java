package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which runs are listed, and in which order. */
interface ListContract extends StoreContract {

    private List<Long> numbers(RunQuery query) {
        return fixture().store().list(query).stream().map(Run::number).toList();
    }

    private RunQuery query(String path, Set<RunState> states, Map<String, String> tags) {
        return new RunQuery(path, states, tags, Span.ALWAYS, OptionalLong.empty(), 100);
    }

    private RunQuery created(Optional<Instant> from, Optional<Instant> to) {
        return new RunQuery("", Set.of(), Map.of(), new Span(from, to), OptionalLong.empty(), 100);
    }

    @Test
    default void runsAreListedNewestFirstWhateverTheirState() {
        fixture().finish(aRun(), 200);
        fixture().submitAll(aRun().priority(9), aRun());
        fixture().claim(1, RunBuilder.JOB_TYPE);

        assertThat(numbers(RunQuery.newest("", 10))).containsExactly(3L, 2L, 1L);
        assertThat(numbers(RunQuery.newest("", 2))).containsExactly(3L, 2L);
        assertThat(fixture().store().list(RunQuery.newest("", 1)))
                .containsExactly(fixture().store().list(RunQuery.newest("", 3)).get(0));
    }

    @Test
    default void aPathListsItsLeafOrWhatIsBelowIt() {
        fixture()
                .submitAll(
                        aRun().at("a/b"), aRun().at("a/bc"), aRun().at("a/b/c"), aRun().at("ab"), aRun().at("z/a/b"));
        fixture().finish(aRun().at("a/b").priority(1), 200);

        assertThat(numbers(RunQuery.newest("a", 10))).containsExactly(6L, 3L, 2L, 1L);
        assertThat(numbers(RunQuery.newest("a/b", 10))).containsExactly(6L, 3L, 1L);
        assertThat(numbers(RunQuery.newest("a/b/c", 10))).containsExactly(3L);
        assertThat(numbers(RunQuery.newest("b", 10))).isEmpty();
    }

    @Test
    default void statesAreFiltered() {
        fixture().finish(aRun(), 200);
        fixture().finish(aRun(), 500);
        fixture().finish(aRun(), 201);
        fixture().submit(aRun());
        fixture().claimOne();
        fixture().submit(aRun());

        assertThat(numbers(query("", Set.of(RunState.SUCCEEDED), Map.of()))).containsExactly(3L, 1L);
        assertThat(numbers(query("", Set.of(RunState.FAILED, RunState.QUEUED), Map.of())))
                .containsExactly(5L, 2L);
        assertThat(numbers(query("", Set.of(RunState.RUNNING), Map.of()))).containsExactly(4L);
        assertThat(numbers(query("", Set.of(RunState.CANCELLED), Map.of()))).isEmpty();
    }

    @Test
    default void allTagsMustBeThere() {
        fixture().finish(aRun().tags(Map.of("stage", "main", "team", "ops")), 200);
        fixture().submit(aRun().tags(Map.of("stage", "main")));
        fixture().submit(aRun().tags(Map.of("stage", "child", "team", "ops")));

        assertThat(numbers(query("", Set.of(), Map.of("stage", "main")))).containsExactly(2L, 1L);
        assertThat(numbers(query("", Set.of(), Map.of("stage", "main", "team", "ops"))))
                .containsExactly(1L);
        assertThat(numbers(query("", Set.of(), Map.of("stage", "none")))).isEmpty();
        assertThat(numbers(query("", Set.of(RunState.QUEUED), Map.of("team", "ops"))))
                .containsExactly(3L);
    }

    @Test
    default void theTimeOfTheSubmitIsFiltered() {
        Instant first = fixture().now();
        fixture().finish(aRun(), 200);
        Instant second = fixture().clock().advance(TICK);
        fixture().finish(aRun(), 200);
        Instant third = fixture().clock().advance(Duration.ofSeconds(1));
        fixture().submit(aRun());

        assertThat(numbers(created(Optional.of(second), Optional.empty()))).containsExactly(3L, 2L);
        assertThat(numbers(created(Optional.empty(), Optional.of(second)))).containsExactly(1L);
        assertThat(numbers(created(Optional.of(first), Optional.of(third)))).containsExactly(2L, 1L);
        assertThat(numbers(created(Optional.of(third.plus(TICK)), Optional.empty())))
                .isEmpty();
    }

    @Test
    default void pagesShowEachRunOnceWhileOthersAreSubmitted() {
        for (int i = 0; i < 25; i++) {
            if (i % 3 == 0) {
                fixture().finish(aRun().at(i % 2 == 0 ? "even/job" : "odd/job"), 200);
            } else {
                fixture().submit(aRun().at(i % 2 == 0 ? "even/job" : "odd/job").runAt(Instant.MAX));
            }
        }
        List<Long> seen = new ArrayList<>();
        OptionalLong below = OptionalLong.empty();
        while (true) {
            List<Run> page = fixture().store().list(new RunQuery("even", Set.of(), Map.of(), Span.ALWAYS, below, 4));
            if (page.isEmpty()) {
                break;
            }
            page.forEach(run -> seen.add(run.number()));
            below = OptionalLong.of(page.get(page.size() - 1).number());
            fixture().submitAll(aRun().at("even/job"), aRun().at("even/job"));
        }

        assertThat(seen).containsExactly(25L, 23L, 21L, 19L, 17L, 15L, 13L, 11L, 9L, 7L, 5L, 3L, 1L);
    }
}
