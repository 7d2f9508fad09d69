package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static dev.gantry.store.tck.StoreFixture.lease;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.FileContents;
import dev.gantry.store.Lease;
import dev.gantry.store.LogLine;
import dev.gantry.store.ProjectState;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunState;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import dev.gantry.store.copy.StoreCopy;
import dev.gantry.store.memory.InMemoryRunStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store that outlives its process must still know of projects, of what runs hand to each other, and of descent. */
public interface DurableApiContract extends StoreContract {

    /** Let generations of runs come and go, so that what is kept was carried on. */
    private void muchHappens() {
        for (int i = 0; i < 20; i++) {
            fixture().finish(aRun().at("busy/job"), 200);
        }
        fixture().reopen();
    }

    @Test
    default void whatARunHandsOverSurvivesFromBeforeItsSubmitToItsEnd() throws IOException {
        RunBuilder asked = aRun().in("p", "a").setup("{\"target\":\"localhost\"}");
        fixture().putStash(asked.uuid(), "\"" + TextContract.ODD + "\"", 0);
        StoredFile file = fixture().putFile(asked.uuid(), "R\u00c9ADME \u20ac", "text");
        Stash stash = fixture().store().stash(asked.uuid()).orElseThrow();
        muchHappens();
        assertThat(fixture().store().stash(asked.uuid())).contains(stash);

        Run run = fixture().submit(asked);
        muchHappens();
        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(fixture().store().files(run.uuid())).containsExactly(file);
        Claim claim = fixture().claimOne();
        fixture().log(claim, LogLine.meta(fixture().now(), "name=alexey"));
        fixture().complete(claim, finished(200));
        muchHappens();

        assertThat(fixture().store().stash(run.uuid())).contains(stash);
        assertThat(fixture().store().files(run.uuid())).containsExactly(file);
        assertThat(fixture().read(run.uuid(), file, 0)).isEqualTo("text");
        assertThat(fixture().store().log(run.uuid(), 0).orElseThrow().lines(LogLine.Kind.META))
                .hasSize(1);
    }

    @Test
    default void whatIsWrittenToAFinishedRunSurvives() throws IOException {
        Run run = fixture().finish(aRun(), 200);
        muchHappens();
        fixture().putStash(run.uuid(), "1", 0);
        fixture().putStash(run.uuid(), "2", 1);
        StoredFile file = fixture().putFile(run.uuid(), "late", "text");
        fixture().reopen();
        assertThat(fixture().store().stash(run.uuid()).orElseThrow().json()).isEqualTo("2");
        muchHappens();

        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(fixture().store().stash(run.uuid()).orElseThrow().version()).isEqualTo(2);
        assertThat(fixture().read(run.uuid(), file, 0)).isEqualTo("text");
    }

    @Test
    default void anUploadGoesOnAfterwards() throws IOException {
        UUID run = UUID.randomUUID();
        try (FileContents.Upload upload = fixture().store().contents().upload(run, "u")) {
            upload.write(ByteBuffer.wrap("Hel".getBytes(UTF_8)));
        }
        fixture().reopen();

        try (FileContents.Upload upload = fixture().store().contents().upload(run, "u")) {
            assertThat(upload.received()).isEqualTo(3);
            upload.write(ByteBuffer.wrap("lo".getBytes(UTF_8)));
            assertThat(upload.finish().sha256()).startsWith("185f8db3");
        }
    }

    @Test
    default void whatWasTakenOverFromAnotherStoreSurvives() {
        StoreFixture other = new StoreFixture(fixture().clock(), InMemoryRunStore::new);
        try (CopyableStore from = other.copyable()) {
            Furnishing.of(other);
            assertThat(StoreCopy.copy(from, fixture().copyable(), (stage, runs, completeness) -> {})
                            .differences())
                    .isEmpty();
            fixture().reopen();
            SameContent.expect(from, fixture().copyable());
            fixture().finish(aRun().at("busy/job"), 200);
            fixture().finish(aRun().at("busy/job"), 200);
            Run last = fixture().finish(aRun().at("busy/job"), 200);
            fixture().reopen();
            assertThat(fixture().copyable().records(Furnishing.RUNS, 9)).hasSize(3);
            assertThat(last.number()).isEqualTo(from.records(0, 99).size() + 3L);
        }
    }

    @Test
    default void theConcurrencyOfAProjectSurvives() {
        await(fixture().store().limitProject("p", 2));
        await(fixture().store().limitProject("q", 5));
        await(fixture().store().limitProject("q", 1));
        fixture().submitAll(aRun().in("p", "a"), aRun().in("p", "b"), aRun().in("p", "c"));
        muchHappens();

        assertThat(fixture().store().project("p")).isEqualTo(new ProjectState(2, List.of(), 3));
        assertThat(fixture().store().project("q").concurrency()).isEqualTo(1);
        assertThat(fixture().claimAll()).hasSize(2);
        fixture().reopen();
        assertThat(fixture().store().project("p").running()).hasSize(2);
        assertThat(fixture().claim(9, JOB_TYPE).claims())
                .allSatisfy(claim -> assertThat(claim.abandoned()).isTrue());
    }

    @Test
    default void aParkedRunIsParkedNoLongerThanItsLeaseAfterwards() {
        Run run = fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        await(fixture().store().park(List.of(lease(claim))));
        fixture().reopen();

        // Not before: in a store that many processes share, the one that parked it lives on while another is restarted.
        fixture().clock().advance(StoreFixture.LEASE);
        assertThat(fixture().claimOne().abandoned()).isTrue();
        assertThat(fixture().run(run.uuid()).lease().filter(Lease::parked)).isEmpty();
    }

    @Test
    default void aCancelFindsAllThatDescendAfterwards() {
        Run top = fixture().submit(aRun().priority(9));
        Claim held = fixture().claimOne();
        Run middle = fixture().finish(aRun().childOf(top.uuid()), 200);
        Run last =
                fixture().submit(aRun().runAt(fixture().now().plusSeconds(99)).childOf(middle.uuid()));
        muchHappens();

        fixture().cancel(top.uuid());
        fixture().reopen();

        assertThat(fixture().run(last.uuid()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(fixture().run(held.run().uuid()).standing().cancelRequested())
                .isTrue();
    }

    @Test
    default void childrenOnOtherServersAreRememberedUntilTheirCancelIsConfirmed() {
        Run top = fixture().submit(aRun().priority(9));
        fixture().claimOne();
        fixture().submit(aRun().childOf(top.uuid()));
        Claim child = fixture().claimOne();
        RemoteRun remote = new RemoteRun(child.run().uuid(), "http://b:8888", new RunAddress("p", "a"));
        await(fixture().store().linkRemote(lease(child), remote));
        fixture().complete(child, finished(200));
        muchHappens();
        muchHappens();

        fixture().cancel(top.uuid());
        assertThat(fixture().store().remoteCancels()).containsExactly(remote);
        muchHappens();
        assertThat(fixture().store().remoteCancels()).containsExactly(remote);

        await(fixture().store().confirmRemoteCancel(remote));
        fixture().reopen();
        assertThat(fixture().store().remoteCancels()).isEmpty();
    }

    @Test
    default void retentionKeepsWhatUnfinishedRunsDescendFromAfterwards() {
        Run top = fixture().finish(aRun(), 200);
        Run middle = fixture().finish(aRun().childOf(top.uuid()), 200);
        fixture().submit(aRun().childOf(middle.uuid()));
        muchHappens();
        fixture().clock().advance(Duration.ofDays(1));
        await(fixture().store().dropFinishedBefore(fixture().now()));
        fixture().reopen();

        assertThat(fixture().run(top.uuid())).isEqualTo(top);
        assertThat(fixture().run(middle.uuid())).isEqualTo(middle);
    }
}
