package dev.gantry.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LeaseRef;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Slots that are given back and wanted again, in time and too late. */
class SlotsTest {

    private final Slots slots = new Slots();
    private final LeaseRef attempt = new LeaseRef(UUID.randomUUID(), 1);

    @Test
    void whoGaveItsSlotBackGoesOnWhenItHasOneAgain() {
        slots.occupy(attempt);
        slots.park(attempt);
        CompletableFuture<Void> granted = slots.resume(attempt);
        assertThat(granted).isNotDone();

        slots.resumed(attempt);

        assertThat(granted).isDone();
        assertThat(slots.occupied()).isEqualTo(1);
        assertThat(slots.resuming()).isEmpty();
    }

    @Test
    void whoWantsASlotAfterTheEndOfItsAttemptIsNotLeftWaiting() {
        slots.occupy(attempt);
        slots.park(attempt);
        slots.leave(attempt);

        assertThat(slots.resume(attempt)).isDone();
        assertThat(slots.resuming()).isEmpty();
        assertThat(slots.occupied()).isZero();
    }

    @Test
    void whoWantsASlotWhenItsAttemptEndsIsNotLeftWaiting() {
        slots.occupy(attempt);
        slots.park(attempt);
        CompletableFuture<Void> wanted = slots.resume(attempt);

        slots.leave(attempt);

        assertThat(wanted).isDone();
        assertThat(slots.runs()).isEmpty();
    }
}
