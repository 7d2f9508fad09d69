package dev.gantry.engine.execution;

import dev.gantry.job.RunResult;

/** How the job's code left an attempt. */
sealed interface AttemptOutcome {

    /** It returned; null is {@link RunResult#OK}. */
    record Returned(RunResult result) implements AttemptOutcome {}

    /** It threw. */
    record Threw(Throwable cause) implements AttemptOutcome {}

    /** It had to stop, and did, or did not and was left behind. */
    record Stopped(StopReason reason, boolean threadLeftBehind) implements AttemptOutcome {}

    /** Its worker died under it, some time ago. */
    record Died() implements AttemptOutcome {}

    /** Its params no longer fit the job, which has changed since they were accepted. */
    record Misfit(String why) implements AttemptOutcome {}
}
