package dev.gantry.verify.check;

import static dev.gantry.verify.check.Story.isFound;
import static dev.gantry.verify.check.Story.isSound;
import static dev.gantry.verify.history.Call.Operation.CANCEL;
import static dev.gantry.verify.history.Call.Operation.RETRY;
import static dev.gantry.verify.history.Call.Operation.SUBMIT;
import static dev.gantry.verify.history.Call.Outcome.DONE;
import static dev.gantry.verify.history.Call.Outcome.REFUSED;
import static dev.gantry.verify.history.Call.Outcome.UNANSWERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Listing;
import dev.gantry.verify.history.Sighting;
import dev.gantry.verify.history.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Histories with something wrong in them, each of which must be found, and right ones that must not be. */
final class CheckerTest {

    private static final List<String> STEPS = List.of("step 1 of attempt 1", "step 2 of attempt 1");

    private final Story story = new Story();

    private Story aRunThatSucceeds() {
        return story.submit("a", DONE).execute("a").succeeded("a");
    }

    @Test
    void aRunThatDoesWhatItShouldIsSound() {
        isSound(aRunThatSucceeds().read("a", 9, "SUCCEEDED", 200, 2));
    }

    @Test
    void anUnansweredSubmitMayHaveHappenedOrNot() {
        isSound(story.submit("a", UNANSWERED));
        isSound(story.execute("a").succeeded("a"));
    }

    @Test
    void anAcknowledgedSubmitThatIsLostIsFound() {
        isFound(story.submit("a", DONE), "what was acknowledged is there");
    }

    @Test
    void aRefusedSubmitThatHappenedIsFound() {
        isFound(story.submit("a", REFUSED).execute("a").succeeded("a"), "what was refused is not");
    }

    @Test
    void aRunThatNobodySubmittedIsFound() {
        isFound(story.execute("a").succeeded("a"), "what was acknowledged is there");
    }

    @Test
    void oneKeyWithTwoRunsIsFound() {
        story.submit("a", DONE, UUID.randomUUID());
        isFound(aRunThatSucceeds(), "once and whole");
    }

    @Test
    void aRunThatIsKeptInPartIsFound() {
        story.submit("a", DONE).execute("a").succeeded("a");
        FinalRun run = story.runs.remove(0);
        var withoutTags = new dev.gantry.verify.history.Order(
                "a", true, run.order().leaf(), run.order().params(), Map.of());
        story.runs.add(
                new FinalRun(run.uuid(), withoutTags, run.sighting(), 1, run.counts(), run.events(), run.errors()));
        isFound(story, "once and whole");
    }

    @Test
    void aRevisionThatGoesBackIsFound() {
        story.submit("a", DONE).read("a", 4, "RUNNING", -1, 1).read("a", 3, "RUNNING", -1, 0);
        isFound(story.execute("a").succeeded("a"), "goes back");
    }

    @Test
    void aTerminalStateThatChangesIsFound() {
        isFound(
                story.submit("a", DONE)
                        .execute("a")
                        .read("a", 8, "FAILED", 500, 2)
                        .succeeded("a"),
                "goes back or comes back");
    }

    @Test
    void aTerminalStateMayChangeByARetry() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1).step("a", 1, 2).end("a", 1, "ok");
        story.read("a", 5, "SUCCEEDED", 200, 2)
                .call(RETRY, "a", DONE)
                .begin("a", 2, 2)
                .end("a", 2, "ok");
        isSound(story.ended("a", "SUCCEEDED", 200, 2, 2, List.of(STEPS.get(0), STEPS.get(1), "Retried by user")));
    }

    @Test
    void aRunThatIsNotFoundAfterItsSubmitIsFound() {
        isFound(story.submit("a", DONE).notFound("a").execute("a").succeeded("a"), "lost");
    }

    @Test
    void aRunMayGoByRetentionButNotComeBack() {
        story.submit("a", DONE).execute("a");
        isSound(story.die(Optional.of(Duration.ofNanos(5))).notFound("a"));
        isFound(story.succeeded("a"), "comes back");
    }

    @Test
    void aStashOfARunThatWentDoesNotBringItBack() {
        story.submit("a", DONE).execute("a").moment();
        story.stash("a", DONE, 1, 11);
        isSound(story.die(Optional.of(Duration.ofNanos(15))));
    }

    @Test
    void aRunThatGoesBeforeItsRetentionIsFound() {
        story.submit("a", DONE).execute("a");
        isFound(story.die(Optional.of(Duration.ofDays(1))), "what was acknowledged is there");
    }

    @Test
    void aForgottenCancelIsFound() {
        isFound(aRunThatSucceeds().call(CANCEL, "a", DONE), "a cancel is obeyed");
    }

    @Test
    void aCancelThatNobodyAskedForOrThatWasRefusedIsFound() {
        story.submit("a", DONE).call(CANCEL, "a", REFUSED);
        isFound(story.ended("a", "CANCELLED", 410, 0, 0, List.of()), "nobody else cancels");
    }

    @Test
    void aCancelThatIsObeyedIsSound() {
        story.submit("a", DONE).call(CANCEL, "a", DONE);
        Sighting cancelled = new Sighting(9, "CANCELLED", 410, 0);
        isSound(story.ended("a", cancelled, new FinalRun.Counts(0, 0), List.of(), List.of("Killed by user")));
    }

    @Test
    void aStashThatIsLostOrOldOrOfNobodyIsFound() {
        aRunThatSucceeds().stash("a", DONE, 1, 11).stash("a", DONE, 2, 22).stash("a", REFUSED, 0, 33);
        isFound(story, "a stash is what was written");
        isFound(story.stashed("a", 1, 11), "a stash is what was written");
        isFound(story.stashed("a", 2, 11), "a stash is what was written");
        isFound(story.stashed("a", 3, 33), "a stash is what was written");
        isSound(story.stashed("a", 2, 22));
        isSound(story.stash("a", UNANSWERED, 0, 44).stashed("a", 3, 44));
    }

    @Test
    void oneVersionOfAStashWithTwoWritersIsFound() {
        aRunThatSucceeds().stash("a", DONE, 1, 11).stash("a", DONE, 1, 22);
        isFound(story.stashed("a", 1, 22), "a stash is what was written");
    }

    @Test
    void aForgottenRetryIsFound() {
        isFound(aRunThatSucceeds().call(RETRY, "a", DONE), "a retry happens");
    }

    @Test
    void aRefusedRetryThatHappenedIsFound() {
        story.submit("a", DONE).execute("a").call(RETRY, "a", REFUSED);
        isFound(story.ended("a", "SUCCEEDED", 200, 2, 1, List.of("Retried by user")), "a retry happens");
    }

    @Test
    void anAttemptThatBeginsTwiceIsFound() {
        story.submit("a", DONE).begin("a", 1, 0);
        isFound(story.execute("a").succeeded("a"), "attempts are those");
    }

    @Test
    void anAttemptWhoseClaimAPowerCutTookBackNeverWas() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1).losePower();
        assertThat(story.execute("a").succeeded("a").judged()).isEmpty();
    }

    @Test
    void anAttemptThatIsNotCountedIsFound() {
        story.submit("a", DONE).execute("a");
        isFound(story.ended("a", "SUCCEEDED", 200, 2, 0, STEPS), "attempts are those");
    }

    @Test
    void attemptsThatNobodyMadeAreFound() {
        story.submit("a", DONE).execute("a");
        isFound(story.ended("a", "SUCCEEDED", 200, 2, 5, STEPS), "attempts are those");
    }

    @Test
    void errorsThatAreNotCountedAreFound() {
        story.submit("a", DONE).execute("a");
        Sighting well = new Sighting(9, "SUCCEEDED", 200, 2);
        isFound(story.ended("a", well, new FinalRun.Counts(1, 0), STEPS, List.of("it broke")), "attempts are those");
    }

    @Test
    void aRunThatNeverEndsIsFound() {
        story.submit("a", DONE).execute("a");
        isFound(story.ended("a", "RUNNING", -1, 2, 1, STEPS), "a run ends once");
    }

    @Test
    void aResultThatTheJobDidNotGiveIsFound() {
        story.submit("a", DONE).execute("a");
        isFound(story.ended("a", "FAILED", 420, 2, 1, STEPS), "a run ends once");
    }

    @Test
    void aRunThatEndsTwiceIsFound() {
        story.submit("a", DONE).execute("a").begin("a", 2, 2).end("a", 2, "ok");
        isFound(story.ended("a", "SUCCEEDED", 200, 2, 2, STEPS), "a run ends once");
    }

    @Test
    void dataThatIsLostThoughItWasSeenIsFound() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1).read("a", 3, "RUNNING", -1, 1);
        story.die(Optional.empty())
                .begin("a", 3, 0)
                .step("a", 3, 1)
                .step("a", 3, 2)
                .end("a", 3, "ok");
        List<String> events = List.of(
                "step 1 of attempt 1",
                "Killed (memory error?) - Restarting",
                "step 1 of attempt 3",
                "step 2 of attempt 3");
        Sighting well = new Sighting(9, "SUCCEEDED", 200, 2);
        isFound(
                story.ended("a", well, new FinalRun.Counts(3, 1), events, List.of("killed")),
                "an attempt finds what the ones before it left");
    }

    @Test
    void anAttemptThatFindsWhatADeadOneLeftIsSound() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1).read("a", 3, "RUNNING", -1, 1);
        story.die(Optional.empty()).begin("a", 3, 1).step("a", 3, 2).end("a", 3, "ok");
        List<String> events =
                List.of("step 1 of attempt 1", "Killed (memory error?) - Restarting", "step 2 of attempt 3");
        Sighting well = new Sighting(9, "SUCCEEDED", 200, 2);
        isSound(story.ended("a", well, new FinalRun.Counts(3, 1), events, List.of("killed")));
    }

    @Test
    void anAttemptThatLacksWhatAnOrderlyOneLeftIsFound() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1).end("a", 1, "again");
        story.begin("a", 2, 0).step("a", 2, 1).step("a", 2, 2).end("a", 2, "ok");
        isFound(endedAfterTwo(), "an attempt finds what the ones before it left");
    }

    @Test
    void anAttemptThatWasKilledAsItEndedMayLeaveNothing() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1).end("a", 1, "again");
        story.die(Optional.empty());
        story.begin("a", 2, 0).step("a", 2, 1).step("a", 2, 2).end("a", 2, "ok");
        isSound(endedAfterTwo());
    }

    @Test
    void anAttemptThatWentOnAfterACancelMayLeaveNothing() {
        story.submit("a", DONE).begin("a", 1, 0).call(CANCEL, "a", DONE);
        story.step("a", 1, 1).end("a", 1, "ok").call(RETRY, "a", DONE);
        story.begin("a", 2, 0).step("a", 2, 1).step("a", 2, 2).end("a", 2, "ok");
        assertThat(story.succeeded("a").judged())
                .extracting(Violation::rule)
                .noneSatisfy(rule -> assertThat(rule).contains("an attempt finds"));
    }

    private Story endedAfterTwo() {
        return story.ended("a", "SUCCEEDED", 200, 2, 2, List.of("step 1 of attempt 2", "step 2 of attempt 2"));
    }

    @Test
    void dataThatNobodyWroteIsFound() {
        story.submit("a", DONE).begin("a", 1, 2).end("a", 1, "ok");
        isFound(story.ended("a", "SUCCEEDED", 200, 2, 1, List.of()), "an attempt finds what the ones before it left");
    }

    @Test
    void twoAttemptsThatWriteAtOnceAreFound() {
        story.submit("a", DONE).begin("a", 1, 0).step("a", 1, 1);
        story.begin("a", 2, 0).step("a", 2, 1).step("a", 1, 2).step("a", 2, 2).end("a", 2, "ok");
        List<String> mixed =
                List.of("step 1 of attempt 1", "step 1 of attempt 2", "step 2 of attempt 1", "step 2 of attempt 2");
        isFound(story.ended("a", "SUCCEEDED", 200, 2, 2, mixed), "who lost his run");
    }

    @Test
    void anAttemptThatWritesAfterItWasFoundDeadIsFound() {
        story.submit("a", DONE)
                .begin("a", 1, 0)
                .step("a", 1, 1)
                .step("a", 1, 2)
                .begin("a", 3, 2)
                .end("a", 3, "ok");
        List<String> late =
                List.of("step 1 of attempt 1", "Killed (memory error?) - Restarting", "step 2 of attempt 1");
        Sighting well = new Sighting(9, "SUCCEEDED", 200, 2);
        isFound(story.ended("a", well, new FinalRun.Counts(3, 1), late, List.of("killed")), "who lost his run");
    }

    @Test
    void aLimitThatIsExceededIsFound() {
        story.submit("a", DONE).submit("b", DONE);
        story.begin("a", 1, 0).begin("b", 1, 0);
        story.step("a", 1, 1)
                .step("a", 1, 2)
                .end("a", 1, "ok")
                .step("b", 1, 1)
                .step("b", 1, 2)
                .end("b", 1, "ok");
        isFound(story.succeeded("a").succeeded("b"), "no more runs execute");
    }

    @Test
    void runsOneAfterTheOtherKeepALimit() {
        story.submit("a", DONE).submit("b", DONE).execute("a").execute("b");
        isSound(story.succeeded("a").succeeded("b"));
    }

    @Test
    void aListThatLacksARunOrNamesItTwiceIsFound() {
        aRunThatSucceeds().listings.add(new Listing("", "SUCCEEDED", Map.of(), List.of()));
        isFound(story, "lists hold");
        story.listings.set(0, new Listing("", "", Map.of(), List.of(Story.run("a"), Story.run("a"))));
        isFound(story, "lists hold");
        story.listings.set(0, new Listing("", "FAILED", Map.of(), List.of(Story.run("a"))));
        isFound(story, "lists hold");
        story.listings.set(0, new Listing(Story.LEAF, "", Map.of("caller", "1"), List.of(Story.run("a"))));
        isSound(story);
    }

    @Test
    void anAcknowledgementWhileTheDiskTakesNothingIsFound() {
        long from = story.moment();
        story.submit("a", DONE);
        story.troubles.add(new Trouble(from, story.moment()));
        isFound(story.execute("a").succeeded("a"), "nothing is acknowledged");
    }

    @Test
    void aRefusalWhileTheDiskTakesNothingIsSound() {
        long from = story.moment();
        story.submit("a", REFUSED);
        story.troubles.add(new Trouble(from, story.moment()));
        isSound(story);
        assertThat(story.calls).extracting(call -> call.operation()).containsExactly(SUBMIT);
    }
}
