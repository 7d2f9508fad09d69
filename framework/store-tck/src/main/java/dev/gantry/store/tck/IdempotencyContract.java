package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Run;
import dev.gantry.store.RunState;
import dev.gantry.store.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an idempotency key does. */
interface IdempotencyContract extends StoreContract {

    @Test
    default void aSecondSubmitUnderAKeyYieldsTheRunOfTheFirst() {
        Run first = fixture().submit(aRun().key("order-17"));

        assertThat(fixture().submitAll(aRun().key("order-17"))).containsExactly(new Submission(first, false));
        assertThat(fixture().store().queued()).containsValue(1L).hasSize(1);
    }

    @Test
    default void aKeyCountsForItsPathAlone() {
        fixture().submit(aRun().key("order-17"));

        assertThat(fixture()
                        .submitAll(aRun().at("other/job").key("order-17"))
                        .get(0)
                        .created())
                .isTrue();
    }

    @Test
    default void aKeyIsRememberedWhenItsRunIsFinished() {
        Run finished = fixture().finish(aRun().key("order-17"), 500);

        assertThat(fixture().submitAll(aRun().key("order-17"))).containsExactly(new Submission(finished, false));
    }

    @Test
    default void aKeyIsRememberedWhenItsRunIsRetried() {
        Run finished = fixture().finish(aRun().key("order-17"), 500);
        StoreFixture.await(fixture().store().retry(finished.uuid(), fixture().why("again")));

        Submission second = fixture().submitAll(aRun().key("order-17")).get(0);

        assertThat(second.created()).isFalse();
        assertThat(second.run().uuid()).isEqualTo(finished.uuid());
        assertThat(second.run().state()).isEqualTo(RunState.QUEUED);
    }

    @Test
    default void aRunIsFoundByItsKeyAndPath() {
        Run finished = fixture().finish(aRun().key("order-18"), 200);
        Run run = fixture().submit(aRun().key("order-17"));

        assertThat(fixture().store().find(run.request().path(), "order-17")).contains(run);
        assertThat(fixture().store().find(run.request().path(), "order-18")).contains(finished);
        assertThat(fixture().store().find(run.request().path(), "order-19")).isEmpty();
        assertThat(fixture().store().find("other/job", "order-17")).isEmpty();
    }

    @Test
    default void aKeyCountsWithinABatchToo() {
        List<Submission> answers = fixture().submitAll(aRun().key("k"), aRun().key("k"), aRun().key("other"));

        assertThat(answers).extracting(Submission::created).containsExactly(true, false, true);
        assertThat(answers.get(1).run()).isEqualTo(answers.get(0).run());
    }

    @Test
    default void keysThatLookAlikeAreDifferent() {
        List<Submission> answers = fixture()
                .submitAll(
                        aRun().key(""),
                        aRun().key(" "),
                        aRun().key("a"),
                        aRun().key("A"),
                        aRun().key("\u00e4"),
                        aRun().key("a\u0308"),
                        aRun().key("a\u0000"),
                        aRun().key("\ud800"),
                        aRun().key("\udc00"),
                        aRun().key("?"));

        assertThat(answers).extracting(Submission::created).containsOnly(true);
    }
}
