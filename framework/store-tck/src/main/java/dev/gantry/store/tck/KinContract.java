package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static dev.gantry.store.tck.StoreFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LogLine;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs that queue others: how they are found, and cancelled together. */
interface KinContract extends StoreContract {

    private RunState state(UUID uuid) {
        return fixture().run(uuid).state();
    }

    private List<Run> list(Kin kin) {
        return fixture().store().list(new RunQuery(RunFilter.ALL.of(kin), OptionalLong.empty(), 100));
    }

    @Test
    default void runsAreFoundByProjectAndByParent() {
        Run parent = fixture().finish(aRun().in("p", "parent").setup("{\"workers\":3}"), 200);
        Run a = fixture().finish(aRun().in("p", "a").childOf(parent.uuid()), 200);
        Run b = fixture().submit(aRun().in("q", "b").childOf(parent.uuid()));
        fixture().submit(aRun());

        assertThat(list(Kin.inProject("p"))).containsExactly(a, parent);
        assertThat(list(Kin.childrenOf(Set.of(parent.uuid())))).containsExactly(b, a);
        assertThat(list(new Kin(Optional.of("q"), Set.of(parent.uuid())))).containsExactly(b);
        assertThat(list(Kin.inProject("r"))).isEmpty();
        assertThat(fixture().run(parent.uuid()).request().origin().setup()).isEqualTo("{\"workers\":3}");
    }

    @Test
    default void aCancelTakesAllThatDescendWithIt() {
        Run parent = fixture().submit(aRun());
        Run child = fixture().submit(aRun().childOf(parent.uuid()));
        fixture().claim(2, JOB_TYPE);
        Run grandchild = fixture().submit(aRun().in("p", "x").childOf(child.uuid()));
        Run other = fixture().submit(aRun());

        Run cancelled = fixture().cancel(parent.uuid());

        assertThat(cancelled.standing().cancelRequested()).isTrue();
        assertThat(fixture().run(child.uuid()).standing().cancelRequested()).isTrue();
        assertThat(state(grandchild.uuid())).isEqualTo(RunState.CANCELLED);
        assertThat(state(other.uuid())).isEqualTo(RunState.QUEUED);
        assertThat(fixture().store().log(grandchild.uuid(), 0).orElseThrow().lines(LogLine.Kind.EVENT))
                .extracting(LogLine::message)
                .containsExactly("enough");
    }

    @Test
    default void aCancelGoesOnBelowRunsThatAreFinished() {
        Run parent = fixture().submit(aRun().priority(9));
        Claim held = fixture().claimOne();
        Run finishedChild = fixture().finish(aRun().childOf(parent.uuid()), 200);
        Run finishedGrandchild = fixture().finish(aRun().childOf(finishedChild.uuid()), 500);
        Run last = fixture().submit(aRun().childOf(finishedGrandchild.uuid()));

        fixture().cancel(parent.uuid());

        assertThat(state(last.uuid())).isEqualTo(RunState.CANCELLED);
        assertThat(fixture().run(finishedChild.uuid())).isEqualTo(finishedChild);
        assertThat(fixture().run(finishedGrandchild.uuid())).isEqualTo(finishedGrandchild);
        assertThat(fixture().complete(held, finished(200))).isTrue();
    }

    @Test
    default void aCancelThatChangesNothingLeavesTheChildrenAlone() {
        Run parent = fixture().finish(aRun(), 200);
        Run child = fixture().submit(aRun().childOf(parent.uuid()));

        fixture().cancel(parent.uuid());

        assertThat(state(child.uuid())).isEqualTo(RunState.QUEUED);
    }

    @Test
    default void aRetriedChildIsAChildAgain() {
        Run parent = fixture().submit(aRun().priority(9));
        fixture().claimOne();
        Run child = fixture().finish(aRun().childOf(parent.uuid()), 500);
        await(fixture().store().retry(child.uuid(), fixture().why("again")));

        fixture().cancel(parent.uuid());

        assertThat(state(child.uuid())).isEqualTo(RunState.CANCELLED);
    }

    @Test
    default void tenThousandChildrenAreCancelledAtOnce() {
        Run parent = fixture().submit(aRun());
        await(fixture()
                .store()
                .submit(IntStream.range(0, 10_000)
                        .mapToObj(i -> aRun().childOf(parent.uuid()).build())
                        .toList()));

        fixture().cancel(parent.uuid());

        assertThat(fixture().store().queued()).isEmpty();
        assertThat(fixture().claimAll()).isEmpty();
    }

    @Test
    default void aChainOfAThousandIsCancelledFromItsTop() {
        UUID top = fixture().submit(aRun()).uuid();
        List<RunBuilder> chain = new ArrayList<>();
        UUID above = top;
        for (int i = 0; i < 1_000; i++) {
            RunBuilder next = aRun().childOf(above);
            chain.add(next);
            above = next.uuid();
        }
        fixture().submitAll(chain.toArray(RunBuilder[]::new));

        fixture().cancel(top);

        assertThat(fixture().store().queued()).isEmpty();
        assertThat(state(above)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    default void anAttemptThatWasCancelledQueuesNothing() {
        fixture().submit(aRun());
        Claim parent = fixture().claimOne();
        fixture().cancel(parent.run().uuid());

        assertThatThrownBy(() -> fixture().submitAll(aRun(), aRun().by(lease(parent))))
                .isInstanceOf(LeaseLostException.class);
        assertThat(fixture().store().queued()).isEmpty();
    }

    @Test
    default void childrenOnOtherServersAreToBeCancelledUntilThatIsConfirmed() {
        Run parent = fixture().submit(aRun().priority(9));
        fixture().claimOne();
        fixture().submit(aRun().childOf(parent.uuid()));
        Claim child = fixture().claimOne();
        RemoteRun a = new RemoteRun(child.run().uuid(), "http://b:8888", new RunAddress("p", "a"));
        RemoteRun b = new RemoteRun(child.run().uuid(), "http://b:8888", new RunAddress("p", "b"));
        for (RemoteRun remote : List.of(a, b, a)) {
            assertThat(await(fixture().store().linkRemote(lease(child), remote)))
                    .isEqualTo(remote);
        }
        fixture().complete(child, finished(200));
        assertThat(fixture().store().remoteCancels()).isEmpty();

        fixture().cancel(parent.uuid());

        assertThat(fixture().store().remoteCancels()).containsExactly(a, b);
        await(fixture().store().confirmRemoteCancel(a));
        await(fixture().store().confirmRemoteCancel(a));
        assertThat(fixture().store().remoteCancels()).containsExactly(b);
        assertThatThrownBy(() -> await(fixture().store().linkRemote(lease(child), a)))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    default void aCancelledAttemptLinksNothing() {
        fixture().submit(aRun());
        Claim parent = fixture().claimOne();
        fixture().cancel(parent.run().uuid());
        RemoteRun child = new RemoteRun(parent.run().uuid(), "http://b:8888", new RunAddress("p", "a"));

        assertThatThrownBy(() -> await(fixture().store().linkRemote(lease(parent), child)))
                .isInstanceOf(LeaseLostException.class);
        assertThat(fixture().store().remoteCancels()).isEmpty();
    }
}
