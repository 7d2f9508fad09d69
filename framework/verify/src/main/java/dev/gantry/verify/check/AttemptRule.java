package dev.gantry.verify.check;

import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Note;
import java.util.List;

/**
 * Attempts and errors are counted as they happened: each number was begun once at most, and a number that no job saw
 * stands for a worker that died: the one that notices it, or the one that died before the job began.
 */
final class AttemptRule implements Rule {

    static final String DIED = "Killed (memory error?)";
    private static final String CANCELLED = "Killed by user";

    @Override
    public void check(Evidence evidence, Findings findings) {
        long deaths = evidence.history().lives().size();
        for (FinalRun run : evidence.runs()) {
            List<Integer> begun = evidence.notes(run.uuid(), Note.Kind.BEGIN).stream()
                    .map(Note::attempt)
                    .toList();
            long distinct = begun.stream().distinct().count();
            if (distinct < begun.size()) {
                findings.add("run %s began attempts %s; expected each once", run.uuid(), begun);
            }
            if (begun.stream().anyMatch(attempt -> attempt > run.counts().attempts())) {
                findings.add(
                        "run %s began attempts %s; it counts %d",
                        run.uuid(), begun, run.counts().attempts());
            }
            long unseen = run.counts().attempts() - distinct;
            long noticed = run.events(DIED);
            if (unseen < noticed || unseen > noticed + deaths) {
                findings.add(
                        "run %s counts %d attempts; its job saw %d, and %d noticed that a worker died",
                        run.uuid(), run.counts().attempts(), distinct, noticed);
            }
            checkErrors(run, findings);
        }
    }

    private static void checkErrors(FinalRun run, Findings findings) {
        long logged = run.errors().size() - run.errors(CANCELLED);
        boolean retried = run.events(RetryRule.LOGGED) + run.events(FamilyRule.QUEUED_AGAIN) > 0;
        if (run.counts().errors() > logged || (!retried && run.counts().errors() < logged)) {
            findings.add(
                    "run %s counts %d errors; it logged %s",
                    run.uuid(), run.counts().errors(), run.errors());
        }
    }
}
