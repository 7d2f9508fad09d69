package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.CANCEL;
import static dev.gantry.verify.history.Call.Operation.RETRY;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Family;
import dev.gantry.verify.history.FinalRun;
import java.util.List;

/** A cancel that was acknowledged ends the run as cancelled, unless somebody retries it; nothing else does. */
final class CancelRule implements Rule {

    private static final String CANCELLED = "CANCELLED";
    private static final String LOGGED = "Killed by user";
    private static final int RESULT = 410;

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (FinalRun run : evidence.runs()) {
            if (Family.isChild(run.order().mark())) {
                continue;
            }
            List<Call> possible = evidence.possible(CANCEL, run.order().mark());
            long done = possible.stream().filter(Call::done).count();
            boolean cancelled = run.sighting().state().equals(CANCELLED);
            if (cancelled && (possible.isEmpty() || run.sighting().result() != RESULT)) {
                findings.add("run %s is %s; %d cancels may have happened", run, run.sighting(), possible.size());
            }
            if (!cancelled && isBinding(possible, run, evidence)) {
                findings.add("a cancel of run %s was acknowledged; it is %s", run.uuid(), run.sighting());
            }
            long logged = run.errors(LOGGED);
            if (logged > possible.size() || (done > 0 && logged == 0)) {
                findings.add(
                        "run %s logged %d cancels; %d were acknowledged and %d may have happened",
                        run.uuid(), logged, done, possible.size());
            }
        }
    }

    /** Whether a cancel is acknowledged that no retry undid. */
    private static boolean isBinding(List<Call> cancels, FinalRun run, Evidence evidence) {
        List<Call> retries = evidence.possible(RETRY, run.order().mark());
        return cancels.stream()
                .filter(Call::done)
                .anyMatch(cancel -> retries.stream().noneMatch(retry -> retry.answered() > cancel.asked()));
    }
}
