package dev.gantry.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LeaseRef;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Slots that are given back and wanted again, in time and too late. */
class SlotsTest {

    private final Slots slots = new Slots(1);
    private final LeaseRef attempt = new LeaseRef(UUID.randomUUID(), 1);

    @Test
    void whoGaveItsSlotBackGoesOnWhenItHasOneAgain() {
        slots.occupy(attempt);
        slots.park(attempt);
        CompletableFuture<Void> granted = slots.resume(attempt);
        assertThat(granted).isNotDone();

        slots.resumed(attempt);

        assertThat(granted).isDone();
        assertThat(slots.free()).isZero();
        assertThat(slots.resuming()).isEmpty();
    }

    @Test
    void whoWantsASlotAfterTheEndOfItsAttemptIsNotLeftWaiting() {
        slots.occupy(attempt);
        slots.park(attempt);
        slots.leave(attempt);

        assertThat(slots.resume(attempt)).isDone();
        assertThat(slots.resuming()).isEmpty();
        assertThat(slots.free()).isEqualTo(1);
    }

    @Test
    void whoWantsASlotWhenItsAttemptEndsIsNotLeftWaiting() {
        slots.occupy(attempt);
        slots.park(attempt);
        CompletableFuture<Void> wanted = slots.resume(attempt);

        slots.leave(attempt);

        assertThat(wanted).isDone();
        assertThat(slots.attempts()).isEmpty();
    }

    @Test
    void whoWaitsForAFirstSlotHasItWhenOneEndsInTheOrderOfComing() {
        LeaseRef second = new LeaseRef(UUID.randomUUID(), 1);
        LeaseRef third = new LeaseRef(UUID.randomUUID(), 1);
        slots.occupy(attempt);
        slots.await(second);
        slots.await(third);
        assertThat(slots.fill(List.of())).isEmpty();

        assertThat(slots.leave(attempt)).contains(second);
        assertThat(slots.leave(second)).contains(third);
        assertThat(slots.leave(third)).isEmpty();
        assertThat(slots.free()).isEqualTo(1);
    }

    @Test
    void whoWantsASlotAgainGoesBeforeThoseWhoWaitForAFirstOneUnlessAClaimRefusedIt() {
        LeaseRef other = new LeaseRef(UUID.randomUUID(), 1);
        LeaseRef first = new LeaseRef(UUID.randomUUID(), 1);
        slots.occupy(attempt);
        slots.park(attempt);
        slots.occupy(other);
        slots.await(first);
        CompletableFuture<Void> wanted = slots.resume(attempt);

        assertThat(slots.leave(other)).isEmpty();
        assertThat(slots.fill(List.of())).isEmpty();
        assertThat(slots.fill(List.of(attempt))).containsExactly(first);
        assertThat(wanted).isNotDone();
    }

    @Test
    void nobodyWaitsForAFirstSlotLongerThanTwoPeriods() {
        LeaseRef early = new LeaseRef(UUID.randomUUID(), 1);
        LeaseRef late = new LeaseRef(UUID.randomUUID(), 1);
        slots.occupy(attempt);
        slots.await(early);
        assertThat(slots.withdrawOld()).isEmpty();
        slots.await(late);

        assertThat(slots.withdrawOld()).containsExactly(early, late);
        assertThat(slots.withdraw(early)).isFalse();
        assertThat(slots.leave(attempt)).isEmpty();
    }
}
