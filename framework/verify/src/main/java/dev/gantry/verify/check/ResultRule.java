package dev.gantry.verify.check;

import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Note;
import dev.gantry.verify.history.Sighting;
import java.util.List;
import java.util.Set;

/** Every run ends, and as its last attempt did; an attempt that ended a run is the last unless somebody retried it. */
final class ResultRule implements Rule {

    private static final int OK = 200;
    private static final int CODE = 418;
    private static final int FAILED = 420;
    /** Of a run that broke too often. */
    static final int BROKEN = 500;

    private static final int MAX_ERRORS = 4;
    private static final Set<String> LAST_ENDINGS = Set.of("ok", "code", "fail");

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (FinalRun run : evidence.runs()) {
            if (!run.sighting().finished()) {
                findings.add("run %s never ended: %s", run.uuid(), run);
            } else if (run.completeness() < 1) {
                findings.add("run %s ended with a completeness of %s", run.uuid(), run.completeness());
            }
            checkResult(run, ending(evidence, run), findings);
            checkOnce(run, evidence, findings);
        }
    }

    /** How the last attempt ended, as the job has it. */
    private static String ending(Evidence evidence, FinalRun run) {
        return evidence.notes(run.uuid(), run.counts().attempts()).stream()
                .filter(note -> note.kind() == Note.Kind.END)
                .map(Note::ending)
                .findFirst()
                .orElse("unseen");
    }

    private static void checkResult(FinalRun run, String ending, Findings findings) {
        Sighting seen = run.sighting();
        boolean right = switch (seen.state()) {
            case "SUCCEEDED" -> seen.result() == OK && ending.equals("ok") && allDone(run);
            case "FAILED" -> failedRightly(run, ending);
            default -> true;
        };
        if (!right) {
            findings.add("run %s is %s; its last attempt ended with %s", run, seen, ending);
        }
    }

    private static boolean failedRightly(FinalRun run, String ending) {
        return switch (run.sighting().result()) {
            case CODE -> ending.equals("code") && allDone(run);
            case FAILED -> ending.equals("fail") && allDone(run);
            case BROKEN -> run.counts().errors() >= MAX_ERRORS;
            default -> false;
        };
    }

    private static boolean allDone(FinalRun run) {
        return run.order()
                .params()
                .get("steps")
                .equals(Integer.toString(run.sighting().step()));
    }

    private static void checkOnce(FinalRun run, Evidence evidence, Findings findings) {
        List<Note> ended = evidence.notes(run.uuid(), Note.Kind.END).stream()
                .filter(note -> LAST_ENDINGS.contains(note.ending()))
                .filter(note -> evidence.notes(run.uuid(), note.attempt() + 1).stream()
                        .anyMatch(next -> next.kind() == Note.Kind.BEGIN))
                .toList();
        long retries = run.events(RetryRule.LOGGED) + run.events(FamilyRule.QUEUED_AGAIN);
        if (ended.size() > retries) {
            findings.add(
                    "run %s had ended with %s and was attempted again; it was retried %d times",
                    run.uuid(), ended, retries);
        }
    }
}
