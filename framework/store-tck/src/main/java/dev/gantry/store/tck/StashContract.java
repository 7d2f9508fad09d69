package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.Run;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What runs hand to each other as data. */
interface StashContract extends StoreContract {

    @Test
    default void nobodyHasWrittenOneYet() {
        UUID run = fixture().submit(aRun()).uuid();

        assertThat(fixture().store().stash(run)).isEmpty();
        assertThat(fixture().store().stash(UUID.randomUUID())).isEmpty();
        assertThat(fixture().putStash(run, "{}", 1)).isEqualTo(new StashWrite.Result(Optional.empty(), false));
    }

    @Test
    default void aStashIsWrittenOverTheVersionThatWasRead() {
        UUID run = fixture().submit(aRun()).uuid();
        Stash first = new Stash("{\"a\":1}", 1, "somebody", fixture().now());

        assertThat(fixture().putStash(run, first.json(), 0)).isEqualTo(new StashWrite.Result(Optional.of(first), true));
        assertThat(fixture().store().stash(run)).contains(first);
        assertThat(fixture().putStash(run, "2", 0)).isEqualTo(new StashWrite.Result(Optional.of(first), false));
        assertThat(fixture().putStash(run, "3", 1).stash().orElseThrow().version())
                .isEqualTo(2);
        assertThat(fixture().store().stash(run).orElseThrow().json()).isEqualTo("3");
    }

    @Test
    default void aStashMayBeThereBeforeItsRun() {
        RunBuilder child = aRun().in("p", "child");
        fixture().putStash(child.uuid(), "\"for you\"", 0);
        Stash early = fixture().store().stash(child.uuid()).orElseThrow();
        assertThat(fixture().store().find(child.uuid())).isEmpty();

        fixture().submit(child);

        assertThat(fixture().store().stash(child.uuid())).contains(early);
        assertThat(fixture().putStash(child.uuid(), "2", 1).written()).isTrue();
        assertThat(fixture().putStash(child.uuid(), "3", 1).written()).isFalse();
    }

    @Test
    default void aFinishedRunTakesAStashAndStaysAsItIs() {
        Run run = fixture().finish(aRun(), 200);
        fixture().clock().advance(LEASE);

        assertThat(fixture().putStash(run.uuid(), "1", 0).written()).isTrue();
        assertThat(fixture().putStash(run.uuid(), "2", 1).written()).isTrue();

        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(fixture().store().stash(run.uuid()).orElseThrow().json()).isEqualTo("2");
        assertThat(fixture().claimAll()).isEmpty();
    }

    @Test
    default void aRetriedRunKeepsItsStash() {
        Run run = fixture().finish(aRun(), 500);
        fixture().putStash(run.uuid(), "1", 0);

        await(fixture().store().retry(run.uuid(), fixture().why("again")));

        assertThat(fixture().store().stash(run.uuid()).orElseThrow().json()).isEqualTo("1");
    }

    @Test
    default void anAttemptThatLostItsRunWritesNoStash() {
        fixture().submit(aRun());
        Claim old = fixture().claimOne();
        fixture().clock().advance(LEASE);
        Claim current = fixture().claimOne();
        UUID other = UUID.randomUUID();

        assertThatThrownBy(() ->
                        await(fixture().store().putStash(new StashWrite(other, "1", 0, "w", Optional.of(lease(old))))))
                .isInstanceOf(LeaseLostException.class);
        assertThat(fixture().store().stash(other)).isEmpty();
        assertThat(await(fixture().store().putStash(new StashWrite(other, "2", 0, "w", Optional.of(lease(current)))))
                        .written())
                .isTrue();
    }

    @Test
    default void oneOfTwoRacingWritersWins() {
        for (int round = 0; round < 20; round++) {
            UUID run = round % 2 == 0
                    ? UUID.randomUUID()
                    : fixture().submit(aRun()).uuid();
            AtomicInteger winners = new AtomicInteger();
            AtomicInteger winner = new AtomicInteger();

            Crowd.act(4, index -> {
                StashWrite.Result result = fixture().putStash(run, "" + index, 0);
                if (result.written()) {
                    winners.incrementAndGet();
                    winner.set(index);
                }
                assertThat(result.stash().orElseThrow().version()).isEqualTo(1);
            });

            assertThat(winners).hasValue(1);
            assertThat(fixture().store().stash(run).orElseThrow().json()).isEqualTo("" + winner.get());
        }
    }

    @Test
    default void readersSeeAllOfAStashOrNothing() {
        UUID run = fixture().submit(aRun()).uuid();
        AtomicInteger writing = new AtomicInteger(1);

        Crowd.act(3, index -> {
            if (index == 0) {
                for (int version = 0; version < 50; version++) {
                    fixture().putStash(run, "\"" + "x".repeat(version * 1_000) + "\"", version);
                }
                writing.set(0);
                return;
            }
            while (writing.get() > 0) {
                fixture()
                        .store()
                        .stash(run)
                        .ifPresent(stash -> assertThat(stash.json()).hasSize((int) (stash.version() - 1) * 1_000 + 2));
            }
        });
    }
}
