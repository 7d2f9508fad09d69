package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.FileContents;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    @Test
    default void aRunIsDroppedWithAllThatBelongsToIt() {
        Run run = fixture().finish(aRun().in("p", "a"), 200);
        fixture().putStash(run.uuid(), "1", 0);
        StoredFile file = fixture().putFile(run.uuid(), "f", "text");
        fixture().clock().advance(Duration.ofDays(1));

        await(fixture().store().dropFinishedBefore(fixture().now()));

        assertThat(fixture().store().find(run.uuid())).isEmpty();
        assertThat(fixture().store().stash(run.uuid())).isEmpty();
        assertThat(fixture().store().files(run.uuid())).isEmpty();
        assertThatThrownBy(() -> fixture().read(run.uuid(), file, 0)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    default void aRunWithDescendantsThatAreNotFinishedIsKept() throws IOException {
        Run top = fixture().finish(aRun(), 200);
        Run middle = fixture().finish(aRun().childOf(top.uuid()), 500);
        Run alone = fixture().finish(aRun(), 200);
        Run last = fixture().submit(aRun().childOf(middle.uuid()));
        StoredFile file = fixture().putFile(top.uuid(), "f", "text");
        for (int day = 0; day < 3; day++) {
            fixture().clock().advance(Duration.ofDays(1));
            await(fixture().store().dropFinishedBefore(fixture().now()));
        }

        assertThat(fixture().store().find(alone.uuid())).isEmpty();
        assertThat(fixture().run(top.uuid())).isEqualTo(top);
        assertThat(fixture().run(middle.uuid())).isEqualTo(middle);
        assertThat(fixture().store().list(RunQuery.newest("", 9))).containsExactly(last, middle, top);
        assertThat(fixture().read(top.uuid(), file, 0)).isEqualTo("text");

        fixture().complete(fixture().claimOne(), StoreFixture.finished(200));
        fixture().clock().advance(Duration.ofDays(1));
        assertThat(await(fixture().store().dropFinishedBefore(fixture().now()))).isEqualTo(3);
        assertThat(fixture().store().list(RunQuery.newest("", 9))).isEmpty();
    }

    @Test
    default void whatNobodySubmittedGoesWithTheRest() {
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        fixture().putStash(early, "1", 0);
        StoredFile file = fixture().putFile(early, "f", "text");
        fixture().clock().advance(Duration.ofDays(1));
        fixture().putStash(late, "2", 0);

        await(fixture().store().dropFinishedBefore(fixture().now()));

        assertThat(fixture().store().stash(early)).isEmpty();
        assertThat(fixture().store().files(early)).isEmpty();
        assertThat(fixture().store().stash(late)).isPresent();
        assertThatThrownBy(() -> fixture().read(early, file, 0)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    default void aContentThatNobodyNamesWithinADayGoes() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();
        StoredFile named = fixture().putFile(run, "f", "text");
        try (FileContents.Upload upload = fixture().store().contents().upload(run, "forgotten")) {
            upload.write(ByteBuffer.allocate(3));
        }
        fixture().clock().advance(Duration.ofHours(23));
        await(fixture().store().dropFinishedBefore(fixture().now()));
        try (FileContents.Upload upload = fixture().store().contents().upload(run, "forgotten")) {
            assertThat(upload.received()).isEqualTo(3);
        }
        fixture().clock().advance(Duration.ofHours(25));

        await(fixture().store().dropFinishedBefore(fixture().now()));

        try (FileContents.Upload upload = fixture().store().contents().upload(run, "forgotten")) {
            assertThat(upload.received()).isZero();
        }
        assertThat(fixture().read(run, named, 0)).isEqualTo("text");
    }
}
