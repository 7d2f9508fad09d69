package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What retention drops. */
interface RetentionContract extends StoreContract {

    @Test
    default void whenAllFinishedBeforeAllOfThemAreDropped() {
        Run first = fixture().finish(aRun().key("k"), 200);
        Run second = fixture().finish(aRun(), 500);
        Run queued = fixture().submit(aRun().at("other/job"));
        fixture().clock().advance(Duration.ofDays(30));

        long dropped = await(fixture().store().dropFinishedBefore(fixture().now()));

        assertThat(dropped).isEqualTo(2);
        assertThat(fixture().store().find(first.uuid())).isEmpty();
        assertThat(fixture().store().body(second.uuid())).isEmpty();
        assertThat(fixture().store().log(second.uuid(), 0)).isEmpty();
        assertThat(fixture().store().list(RunQuery.newest("", 10))).containsExactly(queued);
        assertThat(fixture().submitAll(aRun().key("k")).get(0).created()).isTrue();
    }

    @Test
    default void aRunThatFinishedLaterIsNeverDropped() {
        Run old = fixture().finish(aRun(), 200);
        Instant between = fixture().clock().advance(Duration.ofDays(1));
        Run exactlyThen = fixture().finish(aRun().key("k"), 200);
        Run waiting = fixture().submit(aRun());

        long dropped = await(fixture().store().dropFinishedBefore(between));

        assertThat(dropped).isEqualTo(fixture().store().find(old.uuid()).isPresent() ? 0 : 1);
        assertThat(fixture().store().find(exactlyThen.uuid())).contains(exactlyThen);
        assertThat(fixture().store().find(waiting.uuid())).contains(waiting);
        assertThat(fixture().submitAll(aRun().key("k")).get(0).run()).isEqualTo(exactlyThen);
    }

    @Test
    default void aRetriedRunIsNoLongerFinishedThen() {
        Run run = fixture().finish(aRun(), 500);
        fixture().clock().advance(Duration.ofDays(2));
        await(fixture().store().retry(run.uuid(), fixture().why("again")));
        fixture().clock().advance(Duration.ofDays(1));

        await(fixture().store().dropFinishedBefore(fixture().now().minus(Duration.ofDays(1))));
        await(fixture().store().dropFinishedBefore(fixture().now()));

        assertThat(fixture().store().queued()).isEqualTo(Map.of(run.jobType(), 1L));
        assertThat(fixture().claimOne().run().uuid()).isEqualTo(run.uuid());
    }

    @Test
    default void numbersGoOnWhenAllIsDropped() {
        Run last = fixture().finish(aRun(), 200);
        fixture().clock().advance(Duration.ofDays(1));
        await(fixture().store().dropFinishedBefore(fixture().now()));

        assertThat(fixture().submit(aRun()).number()).isGreaterThan(last.number());
    }

    @Test
    default void nothingToDropIsFine() {
        assertThat(await(fixture().store().dropFinishedBefore(fixture().now()))).isZero();
        assertThat(fixture().store().list(RunQuery.newest("", 10))).isEqualTo(List.of());
    }
}
