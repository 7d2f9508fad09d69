package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.RunRecord;
import dev.gantry.store.RunState;
import dev.gantry.store.Submission;
import dev.gantry.store.Transfer;
import dev.gantry.store.copy.CopyException;
import dev.gantry.store.copy.CopyReport;
import dev.gantry.store.copy.StoreCopy;
import dev.gantry.store.memory.InMemoryRunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store hands to another, and takes over from another. */
interface CopyContract extends StoreContract {

    private static CopyReport copy(CopyableStore from, CopyableStore to) {
        return StoreCopy.copy(from, to, (stage, runs, completeness) -> {});
    }

    /** A store in memory by the clock of the store under test. */
    private StoreFixture inMemory() {
        return new StoreFixture(fixture().clock(), InMemoryRunStore::new);
    }

    @Test
    default void allThatAStoreHoldsCanBeHandedToAnother() {
        Furnishing.of(fixture());
        try (CopyableStore other = new InMemoryRunStore(fixture().clock())) {
            CopyReport report = copy(fixture().copyable(), other);

            assertThat(report.differences()).isEmpty();
            assertThat(report.copied()).isEqualTo(Furnishing.RUNS);
            assertThat(report.files()).isEqualTo(4);
            SameContent.expect(fixture().copyable(), other);
        }
    }

    @Test
    default void allThatAnotherStoreHoldsIsTakenOver() {
        StoreFixture other = inMemory();
        try (CopyableStore from = other.copyable()) {
            Furnishing.of(other);

            assertThat(copy(from, fixture().copyable()).differences()).isEmpty();

            SameContent.expect(from, fixture().copyable());
        }
    }

    @Test
    default void whatWasTakenOverGoesOnAsIfItHadAlwaysBeenThere() {
        StoreFixture other = inMemory();
        Claim claim;
        Run top;
        Run last;
        Run keyed;
        RunBuilder early = aRun().in("p", "early");
        try (CopyableStore from = other.copyable()) {
            top = other.submit(aRun().priority(9));
            claim = other.claimOne();
            Run middle = other.finish(aRun().childOf(top.uuid()), 200);
            last = other.submit(aRun().runAt(other.now().plusSeconds(99)).childOf(middle.uuid()));
            keyed = other.finish(aRun().key("k"), 200);
            other.putStash(early.uuid(), "1", 0);
            copy(from, fixture().copyable());
        }

        assertThat(fixture().complete(claim, finished(200))).as("the old fence").isTrue();
        Run ended = fixture().run(top.uuid());
        assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
        await(fixture().store().retry(top.uuid(), fixture().why("again")));
        fixture().cancel(top.uuid());
        assertThat(fixture().run(last.uuid()).state()).as("what descends").isEqualTo(RunState.CANCELLED);

        Submission again = fixture().submitAll(aRun().key("k")).get(0);
        assertThat(again.created()).isFalse();
        assertThat(again.run().uuid()).isEqualTo(keyed.uuid());
        assertThat(fixture().submit(early).number()).isGreaterThan(keyed.number());
        assertThat(fixture().store().stash(early.uuid()).orElseThrow().json()).isEqualTo("1");
        assertThat(fixture().putStash(early.uuid(), "2", 1).written()).isTrue();
    }

    @Test
    default void aRunThatWasHeldIsFoundAbandoned() {
        StoreFixture other = inMemory();
        Claim before;
        try (CopyableStore from = other.copyable()) {
            other.submit(aRun());
            before = other.claimOne();
            await(from.park(List.of(lease(before))));
            copy(from, fixture().copyable());
        }
        Run run = fixture().run(before.run().uuid());
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        assertThat(run.lease().filter(Lease::parked)).isEmpty();

        Claim after = fixture().claimOne();

        assertThat(after.abandoned()).isTrue();
        assertThat(after.fence()).isEqualTo(before.fence() + 1);
        assertThat(fixture().complete(before, finished(200))).isFalse();
    }

    @Test
    default void aCopyThatWasCutOffGoesOnAndBringsNothingTwice() {
        StoreFixture other = inMemory();
        try (CopyableStore from = other.copyable()) {
            Furnishing.of(other);
            List<RunRecord> first = from.records(0, 5);
            // The first five without their files, whose contents would have other ids here.
            List<RunRecord> received = new ArrayList<>();
            for (RunRecord record : first) {
                if (record.belongings().files().isEmpty()) {
                    received.add(record);
                }
            }
            assertThat(received).hasSizeLessThan(5);
            CopyableStore to = fixture().copyable();
            assertThatThrownBy(() -> StoreCopy.copy(from, to, (stage, runs, completeness) -> {
                        throw new IllegalStateException("cut off");
                    }))
                    .hasMessage("cut off");
            int found = to.records(0, Integer.MAX_VALUE).size();
            assertThat(found).isPositive();

            CopyReport report = copy(from, to);

            assertThat(report.found()).isEqualTo(found);
            assertThat(report.copied()).isEqualTo(Furnishing.RUNS - found);
            assertThat(report.differences()).isEmpty();
            SameContent.expect(from, to);
        }
    }

    @Test
    default void whoHoldsOtherRunsTakesNothingOver() {
        Run own = fixture().submit(aRun());
        StoreFixture other = inMemory();
        try (CopyableStore from = other.copyable()) {
            other.finish(aRun(), 200);
            other.submit(aRun());

            assertThatThrownBy(() -> copy(from, fixture().copyable()))
                    .isInstanceOf(CopyException.class)
                    .hasMessageContaining(own.uuid().toString());
            RunRecord clashing = from.records(0, 1).get(0);
            RunRecord fine = from.records(1, 1).get(0);
            assertThatThrownBy(() -> await(fixture().copyable().receive(Transfer.of(List.of(fine, clashing)))))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(fixture().store().find(fine.run().uuid())).isEmpty();
            assertThat(fixture().copyable().records(0, 9))
                    .extracting(record -> record.run().uuid())
                    .containsExactly(own.uuid());
        }
    }

    @Test
    default void recordsComeLowestFirstAndFromANumberOn() {
        UUID first = fixture().finish(aRun(), 200).uuid();
        Run second = fixture().submit(aRun());
        UUID third = fixture().finish(aRun().priority(1), 200).uuid();

        assertThat(fixture().copyable().records(0, 2))
                .extracting(record -> record.run().uuid())
                .containsExactly(first, second.uuid());
        assertThat(fixture().copyable().records(second.number(), 9))
                .extracting(record -> record.run().uuid())
                .containsExactly(third);
        assertThat(fixture().copyable().records(Long.MAX_VALUE - 1, 9)).isEmpty();
    }
}
