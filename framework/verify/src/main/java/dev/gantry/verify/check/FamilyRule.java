package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.CANCEL;
import static dev.gantry.verify.history.Call.Operation.RETRY;
import static dev.gantry.verify.history.Call.Operation.SUBMIT;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Family;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Note;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.jobs.FamilyJob;
import dev.gantry.verify.jobs.WitnessedJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A child is queued once, as its parent asked; the parent learns how it ended; a cancel of the parent ends it as cancelled
 * unless it had ended, and nothing else does.
 */
final class FamilyRule implements Rule {

    /** What the log says of a child that failed and that a later attempt of its parent queued once more. */
    static final String QUEUED_AGAIN = "Queued again";

    private static final String LEAF = "verify/child";
    private static final String CANCELLED = "CANCELLED";
    private static final int CANCELLED_RESULT = 410;
    private static final Set<String> LAST_ENDINGS = Set.of("ok", "code", "fail");

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, Order> orders = new HashMap<>();
        evidence.history().orders().forEach(order -> orders.put(order.mark(), order));
        Map<String, List<FinalRun>> children = evidence.runs().stream()
                .filter(run -> Family.isChild(run.order().mark()))
                .collect(Collectors.groupingBy(run -> run.order().mark()));
        children.forEach((mark, runs) -> {
            Order parent = orders.get(Family.parent(mark));
            if (runs.size() > 1) {
                findings.add("the child %s is there as %s; expected it once", mark, runs);
            }
            if (parent == null || evidence.possible(SUBMIT, parent.mark()).isEmpty()) {
                findings.add("the child %s has a parent that nobody submitted", mark);
            } else {
                checkAsked(runs.get(0), parent, findings);
                checkCancel(runs.get(0), parent, evidence, findings);
            }
        });
        for (Note note : evidence.history().notes()) {
            if (note.kind() == Note.Kind.CHILD) {
                checkLearned(note, children, evidence, findings);
            }
        }
    }

    private static void checkAsked(FinalRun child, Order parent, Findings findings) {
        int number = Family.number(child.order().mark());
        int children = Integer.parseInt(parent.params().get("children"));
        WitnessedJob.Params asked = FamilyJob.child(
                new WitnessedJob.Params(
                        parent.mark(),
                        "",
                        Integer.parseInt(parent.params().get("steps")),
                        Integer.parseInt(parent.params().get("stepMillis")),
                        children,
                        ""),
                number);
        Map<String, String> expected = Map.of(
                "steps", Integer.toString(asked.steps()),
                "stepMillis", Integer.toString(asked.stepMillis()),
                "children", "0",
                "ending", asked.ending());
        boolean same = child.order().leaf().equals(LEAF)
                && child.order().params().equals(expected)
                && child.tags().get("caller").equals(parent.tags().get("caller"));
        if (number > children || !same) {
            findings.add("the child %s of %s was expected with %s", child, parent, expected);
        }
    }

    private static void checkCancel(FinalRun child, Order parent, Evidence evidence, Findings findings) {
        List<Call> cancels = evidence.possible(CANCEL, parent.mark());
        boolean cancelled = child.sighting().state().equals(CANCELLED);
        if (cancelled && (cancels.isEmpty() || child.sighting().result() != CANCELLED_RESULT)) {
            findings.add(
                    "the child %s is cancelled; %d cancels of its parent may have happened", child, cancels.size());
        }
        List<Call> retries = evidence.possible(RETRY, parent.mark());
        for (Call cancel : cancels) {
            boolean binding = cancel.done() && retries.stream().noneMatch(retry -> retry.answered() > cancel.asked());
            boolean hadEnded = evidence.notes(child.uuid(), Note.Kind.END).stream()
                    .anyMatch(end -> LAST_ENDINGS.contains(end.ending()) && end.at() < cancel.answered());
            // A child that broke too often has ended, too, but its job does not say that it has.
            boolean brokeDown = child.sighting().state().equals("FAILED")
                    && child.sighting().result() == ResultRule.BROKEN;
            if (binding && !cancelled && !hadEnded && !brokeDown) {
                findings.add(
                        "a cancel of %s was acknowledged, but its child %s is %s",
                        parent.mark(), child.order().mark(), child.sighting());
            }
        }
    }

    /** What a parent wrote down: mark, status and stash of a child that it had waited for. */
    private static void checkLearned(
            Note note, Map<String, List<FinalRun>> children, Evidence evidence, Findings findings) {
        String[] learned = note.ending().split(" ", -1);
        String status = learned[1];
        if (!status.equals("OK") && !status.equals("FAIL")) {
            findings.add("attempt %d waited for %s to end and then saw it %s", note.attempt(), learned[0], status);
        }
        if (status.equals("OK") && !learned[2].equals(learned[0])) {
            findings.add("the child %s ended well; its parent read the stash of %s", learned[0], learned[2]);
        }
        List<FinalRun> there = children.getOrDefault(learned[0], List.of());
        if (there.isEmpty() && !evidence.dropsRuns()) {
            findings.add("the child %s is lost; its parent saw it %s", learned[0], status);
        }
        for (FinalRun child : there) {
            boolean succeeded = child.sighting().state().equals("SUCCEEDED");
            boolean contradicts = status.equals("OK") ? !succeeded : succeeded && child.events(QUEUED_AGAIN) == 0;
            if (contradicts) {
                findings.add("a parent saw %s %s; it is %s", learned[0], status, child.sighting());
            }
        }
    }
}
