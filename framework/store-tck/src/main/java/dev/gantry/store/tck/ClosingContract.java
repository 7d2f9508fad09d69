package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunStore;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.worker.WorkerOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a closed store answers. */
interface ClosingContract extends StoreContract {

    @Test
    default void anOpenStoreHasNoTrouble() {
        assertThat(fixture().store().trouble()).isEmpty();
    }

    @Test
    default void aSecondCloseDoesNothing() {
        fixture().store().close();
        fixture().store().close();

        assertThat(fixture().store().trouble()).isPresent();
    }

    @Test
    default void everyChangeAfterTheCloseFails() {
        RunStore store = fixture().store();
        UUID uuid = fixture().submit(aRun()).uuid();
        store.close();

        List<CompletableFuture<?>> answers = List.of(
                store.submit(List.of(aRun().build())),
                store.claim(new ClaimRequest("worker-1", 1, LEASE, Map.of("x", 1))),
                store.renew(List.of(), LEASE),
                store.update(List.of()),
                store.complete(List.of()),
                store.cancel(uuid, fixture().why("late")),
                store.retry(uuid, fixture().why("late")),
                store.park(List.of()),
                store.putStash(new StashWrite(uuid, "1", 0, "w", Optional.empty())),
                store.limitProject("p", 2),
                store.confirmRemoteCancel(new RemoteRun(uuid, "http://b", new RunAddress("p", "a"))),
                store.dropFinishedBefore(Instant.EPOCH),
                store.workers().leave("worker-1"),
                store.workers().order(List.of("worker-1"), WorkerOrder.DRAIN));

        assertThat(answers)
                .allSatisfy(answer -> assertThatThrownBy(() -> StoreFixture.await(answer))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("closed"));
    }

    @Test
    default void everyQueryAfterTheCloseFails() {
        RunStore store = fixture().store();
        UUID uuid = fixture().submit(aRun()).uuid();
        store.close();

        List<ThrowingCallable> queries = List.of(
                () -> store.find(uuid),
                () -> store.body(uuid),
                () -> store.log(uuid, 0),
                () -> store.list(RunQuery.newest("", 1)),
                store::queued,
                store::contents,
                store::remoteCancels,
                () -> store.stash(uuid),
                () -> store.files(uuid),
                () -> store.project("p"),
                () -> store.onChange(run -> {}),
                () -> store.onSignal(signal -> {}),
                () -> store.workers().list());

        assertThat(queries)
                .allSatisfy(query -> assertThatThrownBy(query)
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("closed"));
    }
}
