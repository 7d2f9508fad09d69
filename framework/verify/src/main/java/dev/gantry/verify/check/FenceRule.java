package dev.gantry.verify.check;

import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Note;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The log of a run has the steps of one attempt after the other, and none of an attempt after its worker was found dead. */
final class FenceRule implements Rule {

    private static final Pattern STEP = Pattern.compile("step (\\d+) of attempt (\\d+)");

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (FinalRun run : evidence.runs()) {
            Set<String> witnessed = evidence.notes(run.uuid(), Note.Kind.STEP).stream()
                    .map(note -> "step %d of attempt %d".formatted(note.step(), note.attempt()))
                    .collect(Collectors.toSet());
            int lowest = 0;
            int lastAttempt = 0;
            int lastStep = 0;
            for (String event : run.events()) {
                Matcher step = STEP.matcher(event);
                if (step.matches()) {
                    int number = Integer.parseInt(step.group(1));
                    int attempt = Integer.parseInt(step.group(2));
                    boolean inOrder = attempt > lastAttempt || (attempt == lastAttempt && number > lastStep);
                    if (attempt < lowest || !inOrder || !witnessed.contains(event)) {
                        findings.add("run %s has \"%s\" where it cannot be: %s", run.uuid(), event, run.events());
                        break;
                    }
                    lastAttempt = attempt;
                    lastStep = number;
                } else if (event.startsWith(AttemptRule.DIED)) {
                    lowest = lastAttempt + 1;
                }
            }
        }
    }
}
