package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.CANCEL;
import static dev.gantry.verify.history.Call.Operation.READ;
import static dev.gantry.verify.history.Call.Operation.RETRY;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Note;
import java.util.List;
import java.util.Set;

/**
 * What an attempt finds was done by an earlier one; it finds all that anybody saw, and all of an attempt that the server
 * saw end.
 */
final class ProgressRule implements Rule {

    private static final Set<String> ORDERLY = Set.of("again", "break", "ok", "code", "fail");

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (FinalRun run : evidence.runs()) {
            int foundBefore = 0;
            for (Note begin : evidence.notes(run.uuid(), Note.Kind.BEGIN)) {
                int done = done(evidence, run, begin.attempt());
                int owed = Math.max(foundBefore, Math.max(seen(evidence, run, begin), left(evidence, run, begin)));
                if (begin.step() > done || begin.step() < owed) {
                    findings.add(
                            "attempt %d of run %s found step %d; %d had been done, and %d could not be lost",
                            begin.attempt(), run.uuid(), begin.step(), done, owed);
                }
                foundBefore = begin.step();
            }
            if (run.sighting().step() < foundBefore) {
                findings.add(
                        "run %s has the data of step %d; an attempt had found %d",
                        run.uuid(), run.sighting().step(), foundBefore);
            }
        }
    }

    /** The highest step that was done before an attempt. */
    private static int done(Evidence evidence, FinalRun run, int attempt) {
        return evidence.notes(run.uuid(), Note.Kind.STEP).stream()
                .filter(note -> note.attempt() < attempt)
                .mapToInt(Note::step)
                .max()
                .orElse(0);
    }

    /** The highest step that a read saw before an attempt began. */
    private static int seen(Evidence evidence, FinalRun run, Note begin) {
        return evidence.calls(READ, run.order().mark()).stream()
                .filter(read -> read.done() && read.answered() < begin.at())
                .map(Call::answer)
                .flatMap(answer -> answer.sighting().stream())
                .mapToInt(sighting -> sighting.step())
                .max()
                .orElse(0);
    }

    /** How far the attempt just before came, if the server took its orderly end. */
    private static int left(Evidence evidence, FinalRun run, Note begin) {
        List<Note> before = evidence.notes(run.uuid(), begin.attempt() - 1);
        boolean taken = before.stream()
                .filter(note -> note.kind() == Note.Kind.END && ORDERLY.contains(note.ending()))
                .anyMatch(end -> isTaken(evidence, run, end, begin));
        return taken ? before.stream().mapToInt(Note::step).max().orElse(0) : 0;
    }

    /**
     * The process that began the next attempt had taken the end of the last, or somebody could retry what had ended. Else it
     * may have been killed just then. And what an attempt does once its run is cancelled counts for nothing.
     */
    private static boolean isTaken(Evidence evidence, FinalRun run, Note end, Note begin) {
        String mark = run.order().mark();
        boolean followed = begin.process() == end.process()
                || evidence.calls(RETRY, mark).stream()
                        .anyMatch(retry -> retry.done() && retry.asked() > end.at() && retry.asked() < begin.at());
        return followed && evidence.possible(CANCEL, mark).stream().noneMatch(cancel -> cancel.asked() < begin.at());
    }
}
