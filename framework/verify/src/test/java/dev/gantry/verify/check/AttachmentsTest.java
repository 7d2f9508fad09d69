package dev.gantry.verify.check;

import static dev.gantry.verify.check.Story.isFound;
import static dev.gantry.verify.check.Story.isSound;
import static dev.gantry.verify.check.Story.part;
import static dev.gantry.verify.check.Story.whole;
import static dev.gantry.verify.history.Call.Operation.CANCEL;
import static dev.gantry.verify.history.Call.Outcome.DONE;
import static dev.gantry.verify.history.Call.Outcome.REFUSED;
import static dev.gantry.verify.history.Call.Outcome.UNANSWERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.verify.history.FileContent;
import dev.gantry.verify.history.FilePart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories of what hangs on runs, files and children, with something wrong in them, and right ones. */
final class AttachmentsTest {

    private static final String FILE_RULE = "a file is one of the contents";
    private static final String FAMILY_RULE = "children are queued once";
    private static final String LIMIT_RULE = "no more runs execute";
    private static final FileContent FIRST = new FileContent(1, 100);
    private static final FileContent SECOND = new FileContent(2, 200);

    private final Story story = new Story();

    private Story aRun() {
        return story.submit("a", DONE).execute("a").succeeded("a");
    }

    @Test
    void aFileThatIsReadAsItWasWrittenIsSound() {
        aRun().putFile("a", DONE, FIRST).readFile("a", whole(FIRST)).readFile("a", part(FIRST, 10, 50));
        isSound(story.putFile("a", DONE, SECOND).readFile("a", whole(SECOND)).filed("a", whole(SECOND)));
    }

    @Test
    void anUnansweredWriteOfAFileMayHaveHappenedOrNot() {
        aRun().putFile("a", DONE, FIRST).putFile("a", UNANSWERED, SECOND);
        isSound(story.filed("a", whole(FIRST)));
        isSound(story.filed("a", whole(SECOND)));
    }

    @Test
    void aFileThatIsLostIsFound() {
        isFound(aRun().putFile("a", DONE, FIRST), FILE_RULE);
    }

    @Test
    void aFileThatIsNotFoundAfterItsWriteIsFound() {
        aRun().putFile("a", DONE, FIRST).noFile("a");
        isFound(story.filed("a", whole(FIRST)), FILE_RULE);
    }

    @Test
    void aFileMayGoWithItsRunByRetention() {
        story.submit("a", DONE).execute("a").putFile("a", DONE, FIRST).moment();
        isSound(story.die(Optional.of(Duration.ofNanos(5))).noFile("a"));
    }

    @Test
    void aFileOfARunThatWentDoesNotBringItBack() {
        story.submit("a", DONE).execute("a").moment();
        story.putFile("a", DONE, FIRST);
        isSound(story.die(Optional.of(Duration.ofNanos(15))));
    }

    @Test
    void anOldContentAfterANewOneIsFound() {
        aRun().putFile("a", DONE, FIRST).putFile("a", DONE, SECOND);
        isFound(story.filed("a", whole(FIRST)), FILE_RULE);
        isFound(story.readFile("a", whole(FIRST)).filed("a", whole(SECOND)), FILE_RULE);
    }

    @Test
    void aRefusedContentIsFound() {
        aRun().putFile("a", REFUSED, FIRST);
        isFound(story.filed("a", whole(FIRST)), FILE_RULE);
    }

    @Test
    void aTruncatedOrMixedFileIsFound() {
        aRun().putFile("a", DONE, FIRST).putFile("a", UNANSWERED, SECOND);
        FilePart half = part(FIRST, 0, 50);
        isFound(story.filed("a", new FilePart(0, 50, 50, half.sha256())), FILE_RULE);
        isFound(story.filed("a", new FilePart(0, 200, 200, whole(FIRST).sha256())), FILE_RULE);
    }

    @Test
    void aRangeOfTheWrongPlaceIsFound() {
        aRun().putFile("a", DONE, FIRST).filed("a", whole(FIRST));
        isFound(
                story.readFile(
                        "a", new FilePart(11, 50, 100, part(FIRST, 10, 50).sha256())),
                FILE_RULE);
    }

    private Story aFamily() {
        story.submitParent("p").begin("p", 1, 0).executeChild("p.1");
        return story;
    }

    private Story theParentGoesOn() {
        return story.step("p", 1, 1).end("p", 1, "ok").parentEnded("p", "SUCCEEDED", 200);
    }

    @Test
    void aParentThatLearnsHowItsChildEndedIsSound() {
        aFamily().learn("p", "p.1", "OK", "p.1").childEnded("p.1", "SUCCEEDED", 200);
        isSound(theParentGoesOn());
    }

    @Test
    void aParentThatLearnsSomethingElseIsFound() {
        aFamily().learn("p", "p.1", "FAIL", "p.1").childEnded("p.1", "SUCCEEDED", 200);
        isFound(theParentGoesOn(), FAMILY_RULE);
    }

    @Test
    void aParentThatDoesNotWaitIsFound() {
        aFamily().learn("p", "p.1", "RUNNING", "p.1").childEnded("p.1", "SUCCEEDED", 200);
        isFound(theParentGoesOn(), FAMILY_RULE);
    }

    @Test
    void aStashThatDoesNotReachTheParentIsFound() {
        aFamily().learn("p", "p.1", "OK", "null").childEnded("p.1", "SUCCEEDED", 200);
        isFound(theParentGoesOn(), FAMILY_RULE);
    }

    @Test
    void aChildThatIsLostIsFound() {
        aFamily().learn("p", "p.1", "OK", "p.1");
        isFound(theParentGoesOn(), FAMILY_RULE);
    }

    @Test
    void aChildThatIsThereTwiceIsFound() {
        aFamily().learn("p", "p.1", "OK", "p.1").childEnded("p.1", "SUCCEEDED", 200);
        isFound(theParentGoesOn().childEnded("p.1", "SUCCEEDED", 200), FAMILY_RULE);
    }

    @Test
    void aChildOfNobodyIsFound() {
        isFound(story.executeChild("p.1").childEnded("p.1", "SUCCEEDED", 200), FAMILY_RULE);
    }

    @Test
    void aChildThatOutlivesTheCancelOfItsParentIsFound() {
        story.submitParent("p").begin("p", 1, 0).call(CANCEL, "p", DONE).end("p", 1, "stopped");
        isFound(
                story.executeChild("p.1").childEnded("p.1", "SUCCEEDED", 200).parentEnded("p", "CANCELLED", 410),
                FAMILY_RULE);
    }

    @Test
    void aChildThatEndedBeforeTheCancelOfItsParentStaysAsItIs() {
        aFamily().step("p", 1, 1).call(CANCEL, "p", DONE).end("p", 1, "stopped");
        isSound(story.childEnded("p.1", "SUCCEEDED", 200).parentEnded("p", "CANCELLED", 410));
    }

    @Test
    void whoWaitsForItsChildrenHoldsNoSlot() {
        List<String> parents = List.of("p", "q", "r", "s");
        parents.forEach(parent -> story.submitParent(parent).begin(parent, 1, 0));
        Story five = story.submitParent("t").await("p", 1).begin("t", 1, 0);
        assertThat(five.judged()).extracting(Violation::rule).noneMatch(rule -> rule.contains(LIMIT_RULE));
        isFound(five.awake("p", 1), LIMIT_RULE);
    }

    @Test
    void aChildThatIsCancelledWithoutItsParentIsFound() {
        aFamily().learn("p", "p.1", "FAIL", "p.1").childEnded("p.1", "CANCELLED", 410);
        isFound(theParentGoesOn(), FAMILY_RULE);
    }
}
