package dev.gantry.store.tck;

import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.PATIENCE;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerRegistry;
import dev.gantry.store.worker.WorkerReport;
import dev.gantry.store.worker.WorkerState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of the workers, and what is asked of them. */
interface WorkerContract extends StoreContract {

    private WorkerRegistry workers() {
        return fixture().store().workers();
    }

    private static WorkerReport report(String name, WorkerState state, WorkerOrder obeys) {
        return new WorkerReport(
                new WorkerReport.Identity(
                        name, "host \u0000 1", "1.0", List.of(new WorkerReport.Plugin("reports", "a1b2"))),
                state,
                new WorkerReport.Load(
                        8,
                        7,
                        List.of(new WorkerReport.Running(
                                new UUID(1, 2), "reports_daily", Instant.parse("2026-01-01T00:00:00.000001Z"))),
                        new WorkerReport.Memory(5L << 30, 3)),
                obeys,
                LEASE);
    }

    private static WorkerReport idle(String name) {
        return report(name, WorkerState.activeIdle, WorkerOrder.TAKE);
    }

    @Test
    default void aWorkerIsKnownByWhatItSaidLast() {
        Instant started = fixture().now();
        assertThat(await(workers().announce(idle("b")))).isEqualTo(WorkerOrder.TAKE);
        await(workers().announce(idle("a")));
        fixture().clock().advance(TICK);
        WorkerReport last = report("b", WorkerState.drainingRunning, WorkerOrder.TAKE);
        await(workers().announce(last));

        assertThat(workers().list())
                .containsExactly(
                        new Worker(idle("a"), WorkerOrder.TAKE, started, started, true),
                        new Worker(last, WorkerOrder.TAKE, started, fixture().now(), true));
    }

    @Test
    default void aWorkerThatSaysNothingIsDeadOnceItsReportNoLongerHoldsAndForgottenInTheEnd() {
        await(workers().announce(idle("silent")));
        fixture().clock().advance(LEASE.minus(TICK));
        assertThat(workers().list()).extracting(Worker::alive).containsExactly(true);

        fixture().clock().advance(TICK);
        assertThat(workers().list()).extracting(Worker::alive).containsExactly(false);

        await(workers().announce(idle("other")));
        assertThat(workers().list()).extracting(Worker::name).containsExactly("other", "silent");
        fixture().clock().advance(WorkerRegistry.REMEMBERED.minus(LEASE));
        await(workers().announce(idle("other")));
        assertThat(workers().list()).extracting(Worker::name).containsExactly("other");
    }

    @Test
    default void aWorkerThatLeavesIsForgotten() {
        await(workers().announce(idle("w")));

        assertThat(await(workers().leave("w"))).isTrue();
        assertThat(await(workers().leave("w"))).isFalse();
        assertThat(workers().list()).isEmpty();
    }

    @Test
    default void whatIsAskedOfWorkersTheyLearnByTheirNextAnnouncement() {
        for (String name : List.of("a", "b", "c")) {
            await(workers().announce(idle(name)));
        }

        List<Worker> asked = await(workers().order(List.of("c", "nobody", "a"), WorkerOrder.DRAIN));

        assertThat(asked).extracting(Worker::name).containsExactly("a", "c");
        assertThat(asked).extracting(Worker::order).containsOnly(WorkerOrder.DRAIN);
        assertThat(await(workers().announce(idle("a")))).isEqualTo(WorkerOrder.DRAIN);
        assertThat(await(workers().announce(idle("b")))).isEqualTo(WorkerOrder.TAKE);
        await(workers().order(List.of("a"), WorkerOrder.TAKE));
        assertThat(await(workers().announce(report("a", WorkerState.drainingIdle, WorkerOrder.DRAIN))))
                .isEqualTo(WorkerOrder.TAKE);
    }

    @Test
    default void aWorkerThatWasAskedToRetireStaysSo() {
        await(workers().announce(idle("w")));
        await(workers().order(List.of("w"), WorkerOrder.RETIRE));

        assertThat(await(workers().order(List.of("w"), WorkerOrder.TAKE)))
                .extracting(Worker::order)
                .containsExactly(WorkerOrder.RETIRE);
        assertThat(await(workers().announce(idle("w")))).isEqualTo(WorkerOrder.RETIRE);
    }

    @Test
    default void aWorkerThatWasForgottenKeepsToWhatItObeys() {
        assertThat(await(workers().announce(report("w", WorkerState.drainingIdle, WorkerOrder.DRAIN))))
                .isEqualTo(WorkerOrder.DRAIN);
    }

    @Test
    default void ordersAndNewLimitsOfProjectsAreSignalled() throws InterruptedException {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        try (RunStore.Subscription subscription = fixture().store().onSignal(told::add)) {
            assertThat(subscription).isNotNull();
            await(workers().announce(idle("w")));
            await(workers().order(List.of("nobody"), WorkerOrder.DRAIN));
            await(workers().order(List.of("w"), WorkerOrder.DRAIN));
            assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.ORDERS);

            await(fixture().store().limitProject("p", 2));
            assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
        }
    }

    @Test
    default void aListenerThatThrowsOrHasGoneKeepsNoSignalFromOthers() throws InterruptedException {
        BlockingQueue<Signal> gone = new LinkedBlockingQueue<>();
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        fixture().store().onSignal(gone::add).close();
        fixture().store().onSignal(signal -> {
            throw new IllegalStateException("a listener that fails, as this test wants it");
        });
        fixture().store().onSignal(told::add);

        await(fixture().store().limitProject("p", 2));

        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
        assertThat(gone).isEmpty();
    }
}
