package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.PATIENCE;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What listeners are told. */
interface ChangeContract extends StoreContract {

    private static List<Run> until(BlockingQueue<Run> told, Predicate<Run> last) {
        List<Run> all = new ArrayList<>();
        try {
            do {
                Run run = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(run).as("the change after %s", all).isNotNull();
                all.add(run);
            } while (!last.test(all.get(all.size() - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a change", e);
        }
        return all;
    }

    @Test
    default void aListenerIsToldTheLastOfAllChangesInOrder() {
        BlockingQueue<Run> told = new LinkedBlockingQueue<>();
        try (RunStore.Subscription subscription = fixture().store().onChange(told::add)) {
            assertThat(subscription).isNotNull();
            fixture().submit(aRun());
            Claim claim = fixture().claimOne();
            fixture().log(claim, LogLine.event(fixture().now(), "on the way"));
            fixture().complete(claim, finished(200));

            List<Run> changes = until(told, run -> run.state().finished());

            assertThat(changes)
                    .extracting(run -> run.stamp().revision())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(changes.get(changes.size() - 1))
                    .isEqualTo(fixture().run(claim.run().uuid()));
        }
    }

    @Test
    default void whatAListenerIsToldIsThereToBeFound() {
        BlockingQueue<Run> told = new LinkedBlockingQueue<>();
        RunStore store = fixture().store();
        try (RunStore.Subscription subscription = store.onChange(run -> {
            long found = store.find(run.uuid()).orElseThrow().stamp().revision();
            if (found >= run.stamp().revision()) {
                told.add(run);
            }
        })) {
            assertThat(subscription).isNotNull();
            Run run = fixture().submit(aRun());
            assertThat(until(told, change -> true)).containsExactly(run);
        }
    }

    @Test
    default void whoAsksForSomeRunsIsToldOfTheseAndOfCancelledOnesOnly() {
        BlockingQueue<Run> told = new LinkedBlockingQueue<>();
        RunStore store = fixture().store();
        NewRun wanted = aRun().build();
        try (RunStore.Subscription subscription =
                store.onChange(wanted.request().uuid()::equals, told::add)) {
            assertThat(subscription).isNotNull();
            UUID other = fixture().submit(aRun()).uuid();
            assertThat(store.submit(List.of(wanted))).succeedsWithin(PATIENCE);
            UUID cancelled = fixture().submit(aRun()).uuid();
            fixture().cancel(cancelled);

            List<Run> changes = until(told, run -> run.uuid().equals(cancelled));

            assertThat(changes)
                    .extracting(Run::uuid)
                    .containsExactly(wanted.request().uuid(), cancelled)
                    .doesNotContain(other);
            assertThat(changes.get(1).state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    default void whatMayBeClaimedNowIsSignalled() throws InterruptedException {
        BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
        try (RunStore.Subscription subscription = fixture().store().onSignal(told::add)) {
            assertThat(subscription).isNotNull();
            fixture().submit(aRun());
            assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
            Claim claim = fixture().claimOne();
            told.clear();
            fixture().complete(claim, finished(200));
            assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Signal.WORK);
        }
    }

    @Test
    default void whoUnsubscribedIsToldNothingMore() {
        BlockingQueue<Run> gone = new LinkedBlockingQueue<>();
        BlockingQueue<Run> there = new LinkedBlockingQueue<>();
        RunStore.Subscription subscription = fixture().store().onChange(gone::add);
        fixture().store().onChange(there::add);
        subscription.close();
        subscription.close();

        UUID uuid = fixture().submit(aRun()).uuid();
        until(there, run -> run.uuid().equals(uuid));

        assertThat(gone).isEmpty();
    }

    @Test
    default void aListenerThatThrowsDoesNotSpoilItForOthers() {
        BlockingQueue<Run> told = new LinkedBlockingQueue<>();
        fixture().store().onChange(run -> {
            throw new IllegalStateException("a listener that fails, as this test wants it");
        });
        fixture().store().onChange(told::add);

        fixture().submit(aRun());
        until(told, run -> run.state() == RunState.QUEUED);
        fixture().claimOne();
        until(told, run -> run.state() == RunState.RUNNING);
    }
}
