package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunDigest;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is counted of runs, and what a list shows of them: also of those that a store has put away. */
interface TallyContract extends StoreContract {

    private Map<RunState, Long> counts(RunFilter filter) {
        RunTally tally = fixture().store().tally(filter, TimeScale.NONE);
        assertThat(tally.complete()).isTrue();
        assertThat(tally.ended()).isEmpty();
        return tally.counts();
    }

    private List<Long> numbers(Outcome outcome) {
        return fixture().store().list(new RunQuery(RunFilter.ALL.with(outcome), OptionalLong.empty(), 100)).stream()
                .map(Run::number)
                .toList();
    }

    @Test
    default void runsAreCountedByTheirStates() {
        for (int i = 0; i < 12; i++) {
            fixture().finish(aRun().at(i % 3 == 0 ? "a/b" : "c"), i % 4 == 0 ? 500 : 200);
        }
        fixture()
                .cancel(fixture()
                        .submit(aRun().at("a/b").tags(Map.of("k", "v")))
                        .uuid());
        fixture().submitAll(aRun().at("a/b"), aRun().at("a/b"));
        fixture().claim(1, "a_b");

        assertThat(counts(RunFilter.ALL))
                .isEqualTo(Map.of(
                        RunState.SUCCEEDED, 9L,
                        RunState.FAILED, 3L,
                        RunState.CANCELLED, 1L,
                        RunState.RUNNING, 1L,
                        RunState.QUEUED, 1L));
        assertThat(counts(RunFilter.below("a")))
                .isEqualTo(Map.of(
                        RunState.SUCCEEDED, 3L,
                        RunState.FAILED, 1L,
                        RunState.CANCELLED, 1L,
                        RunState.RUNNING, 1L,
                        RunState.QUEUED, 1L));
        assertThat(counts(RunFilter.below("c").in(Set.of(RunState.FAILED)))).isEqualTo(Map.of(RunState.FAILED, 2L));
        assertThat(counts(RunFilter.below("nowhere"))).isEmpty();
    }

    @Test
    default void aRunThatIsRetriedCountsOnceAndAsItIsNow() {
        Run failed = fixture().finish(aRun(), 500);
        for (int i = 0; i < 7; i++) {
            fixture().finish(aRun(), 200);
        }
        StoreFixture.await(fixture().store().retry(failed.uuid(), fixture().why("again")));

        assertThat(counts(RunFilter.ALL)).isEqualTo(Map.of(RunState.SUCCEEDED, 7L, RunState.QUEUED, 1L));

        fixture().complete(fixture().claimOne(), StoreFixture.finished(200));
        assertThat(counts(RunFilter.ALL)).isEqualTo(Map.of(RunState.SUCCEEDED, 8L));
    }

    @Test
    default void finishedRunsAreSortedByTheTimeOfTheirEnd() {
        Instant from = fixture().now();
        Run slow = fixture().submit(aRun().at("slow"));
        Claim claim = fixture().claim(1, "slow").claims().get(0);
        fixture().finish(aRun(), 200);
        fixture().clock().advance(Duration.ofMinutes(1));
        fixture().finish(aRun(), 500);
        fixture().clock().advance(Duration.ofMinutes(1));
        fixture().complete(claim, StoreFixture.finished(200));
        fixture().clock().advance(Duration.ofMinutes(1));
        fixture().finish(aRun(), 200);

        RunTally tally = fixture().store().tally(RunFilter.ALL, new TimeScale(from, Duration.ofMinutes(1), 3));

        assertThat(tally.ended())
                .isEqualTo(Map.of(
                        0, Map.of(RunState.SUCCEEDED, 1L),
                        1, Map.of(RunState.FAILED, 1L),
                        2, Map.of(RunState.SUCCEEDED, 1L)));
        assertThat(tally.total()).isEqualTo(4);
        assertThat(fixture().run(slow.uuid()).endedAt()).contains(from.plus(Duration.ofMinutes(2)));
    }

    @Test
    default void theEndOfARunIsFilteredAndOneWithoutEndIsInsideWhileTheSpanIsOpen() {
        fixture().finish(aRun(), 200);
        Instant second = fixture().clock().advance(Duration.ofMinutes(1));
        fixture().finish(aRun(), 404);
        Instant third = fixture().clock().advance(Duration.ofMinutes(1));
        fixture().finish(aRun(), 200);
        fixture().submit(aRun());

        assertThat(numbers(ended(Optional.of(second), Optional.empty()))).containsExactly(4L, 3L, 2L);
        assertThat(numbers(ended(Optional.of(second), Optional.of(third)))).containsExactly(2L);
        assertThat(numbers(ended(Optional.empty(), Optional.of(second)))).containsExactly(1L);
        assertThat(numbers(new Outcome(Span.ALWAYS, Set.of(404), Optional.empty())))
                .containsExactly(2L);
        assertThat(counts(RunFilter.ALL.with(ended(Optional.of(second), Optional.of(third)))))
                .isEqualTo(Map.of(RunState.FAILED, 1L));
        assertThat(counts(RunFilter.ALL.with(new Outcome(Span.ALWAYS, Set.of(200), Optional.empty()))))
                .isEqualTo(Map.of(RunState.SUCCEEDED, 2L));
    }

    private static Outcome ended(Optional<Instant> from, Optional<Instant> to) {
        return new Outcome(new Span(from, to), Set.of(), Optional.empty());
    }

    @Test
    default void howLongRunsTookIsFilteredFromTheirFirstAttemptOn() {
        Run twice = fixture().submit(aRun());
        fixture().clock().advance(Duration.ofMinutes(9));
        Claim first = fixture().claimOne();
        Instant started = fixture().now();
        fixture().clock().advance(Duration.ofMinutes(3));
        fixture().complete(first, new Ending.Again(Duration.ZERO, false));
        fixture().clock().advance(Duration.ofMinutes(1));
        fixture().complete(fixture().claimOne(), StoreFixture.finished(200));
        fixture().finish(aRun(), 200);
        fixture().submit(aRun());
        fixture().claimOne();
        Instant later = fixture().now().plus(Duration.ofMinutes(5));

        assertThat(fixture().run(twice.uuid()).startedAt()).contains(started);
        assertThat(numbers(lasting(Duration.ofMinutes(4), fixture().now()))).containsExactly(1L);
        assertThat(numbers(lasting(
                        Duration.ofMinutes(4).plusNanos(1_000), fixture().now())))
                .isEmpty();
        assertThat(numbers(lasting(Duration.ofMinutes(4), later))).containsExactly(3L, 1L);
        assertThat(counts(RunFilter.ALL.with(lasting(Duration.ofMinutes(4), later))))
                .isEqualTo(Map.of(RunState.SUCCEEDED, 1L, RunState.RUNNING, 1L));
    }

    private static Outcome lasting(Duration atLeast, Instant asOf) {
        return new Outcome(Span.ALWAYS, Set.of(), Optional.of(new Lasting(atLeast, asOf)));
    }

    @Test
    default void aRetryAndAnAttemptThatNeverBeganForgetWhenTheRunStarted() {
        Run unbegun = fixture().submit(aRun());
        fixture().complete(fixture().claimOne(), new Ending.Unbegun());
        assertThat(fixture().run(unbegun.uuid()).startedAt()).isEmpty();

        fixture().complete(fixture().claimOne(), StoreFixture.finished(500));
        assertThat(fixture().run(unbegun.uuid()).startedAt()).isPresent();
        StoreFixture.await(fixture().store().retry(unbegun.uuid(), fixture().why("again")));
        assertThat(fixture().run(unbegun.uuid()).startedAt()).isEmpty();
    }

    @Test
    default void theLogIsShownInShortAlsoOnceTheRunIsPutAway() {
        Run run = fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture()
                .log(
                        claim,
                        LogLine.event(fixture().now(), "begins"),
                        LogLine.warning(fixture().now(), "hm"),
                        LogLine.warning(fixture().now(), "hm again"),
                        LogLine.error(fixture().now(), 503, "x".repeat(300)),
                        LogLine.event(fixture().now(), "is over"),
                        LogLine.output(fixture().now(), "printed"));
        RunDigest running = digest(run.uuid());
        fixture().complete(claim, StoreFixture.finished(500));
        for (int i = 0; i < 7; i++) {
            fixture().finish(aRun(), 200);
        }
        fixture().reopen();

        assertThat(running.log().warnings()).isEqualTo(2);
        assertThat(running.log().errors()).isEqualTo(1);
        assertThat(running.log().lastSeq()).isEqualTo(6);
        assertThat(running.log().last()).contains(LogLine.event(fixture().now(), "is over"));
        assertThat(running.log().lastError())
                .contains(LogLine.error(fixture().now(), 503, "x".repeat(RunDigest.LogDigest.MAX_MESSAGE - 1) + "…"));
        if (fixture().store().find(run.uuid()).isPresent()) {
            assertThat(digest(run.uuid())).isEqualTo(running);
        }
    }

    private RunDigest digest(UUID run) {
        return fixture().store().digests(List.of(run)).get(run);
    }

    @Test
    default void childrenAreCountedAndListedWhereverTheyAre() {
        Run parent = fixture().finish(aRun(), 200);
        Run other = fixture().finish(aRun(), 200);
        for (int i = 0; i < 7; i++) {
            fixture().finish(aRun().childOf(parent.uuid()), 200);
        }
        Run retried = fixture().finish(aRun().childOf(parent.uuid()), 500);
        fixture().finish(aRun().childOf(other.uuid()), 200);
        StoreFixture.await(fixture().store().retry(retried.uuid(), fixture().why("again")));
        fixture().submit(aRun().childOf(parent.uuid()));

        Map<UUID, RunDigest> digests =
                fixture().store().digests(List.of(parent.uuid(), other.uuid(), retried.uuid(), UUID.randomUUID()));
        RunQuery ofBoth = new RunQuery(
                RunFilter.ALL.of(Kin.childrenOf(Set.of(parent.uuid(), other.uuid()))), OptionalLong.empty(), 100);

        assertThat(digests.keySet()).containsExactlyInAnyOrder(parent.uuid(), other.uuid(), retried.uuid());
        assertThat(digests.get(parent.uuid()).children()).isEqualTo(9);
        assertThat(digests.get(other.uuid()).children()).isEqualTo(1);
        assertThat(digests.get(retried.uuid()).children()).isZero();
        assertThat(fixture().store().list(ofBoth).stream().map(Run::number))
                .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L);
        assertThat(counts(RunFilter.ALL.of(Kin.childrenOf(Set.of(parent.uuid())))))
                .isEqualTo(Map.of(RunState.SUCCEEDED, 7L, RunState.QUEUED, 2L));
    }
}
