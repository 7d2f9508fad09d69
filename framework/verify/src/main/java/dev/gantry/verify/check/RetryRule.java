package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.RETRY;

import dev.gantry.verify.history.FinalRun;

/** Each acknowledged retry happened, no refused one did. */
final class RetryRule implements Rule {

    static final String LOGGED = "Retried by user";

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (FinalRun run : evidence.runs()) {
            long logged = run.events(LOGGED);
            long done = evidence.done(RETRY, run.order().mark());
            long possible = evidence.possible(RETRY, run.order().mark()).size();
            if (logged < done || logged > possible) {
                findings.add(
                        "run %s was retried %d times; %d retries were acknowledged and %d may have happened",
                        run.uuid(), logged, done, possible);
            }
        }
    }
}
