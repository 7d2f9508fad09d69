package dev.gantry.engine.execution;

import dev.gantry.engine.catalog.JobPolicy;
import dev.gantry.engine.trail.AttemptEvents;
import dev.gantry.job.RunEnding;
import dev.gantry.job.RunResult;
import dev.gantry.job.Verdict;
import dev.gantry.store.Ending;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;

/**
 * What follows from how an attempt ended: ZeroG's table, row by row.
 *
 * <p>Records what the row says and yields the ending for the store. {@code errors} is how many errors counted before.
 */
final class EndingRules {

    private static final Duration AFTER_WORKER_EXIT = Duration.ofSeconds(30);
    private static final int BROKEN = 500;

    /** Asks the job whether its run goes on after a break. */
    interface Judge {

        /**
         * Decide.
         *
         * @param errors how many errors count, this one included
         */
        Verdict afterBreak(int errors, Throwable cause);
    }

    private final JobPolicy policy;
    private final InstantSource clock;
    private final RunRecorder recorder;
    private final Judge judge;

    EndingRules(JobPolicy policy, InstantSource clock, RunRecorder recorder, Judge judge) {
        this.policy = policy;
        this.clock = clock;
        this.recorder = recorder;
        this.judge = judge;
    }

    Ending ending(AttemptOutcome outcome, int errors) {
        recorder.hold();
        if (outcome instanceof AttemptOutcome.Returned returned) {
            return returned(returned.result());
        }
        if (outcome instanceof AttemptOutcome.Threw threw) {
            return threw.cause() instanceof RunEnding decided
                    ? decided(decided, errors)
                    : broken(BROKEN, ThrownText.stackTrace(threw.cause()), threw.cause(), errors);
        }
        if (outcome instanceof AttemptOutcome.Stopped stopped) {
            return stopped(stopped, errors);
        }
        if (outcome instanceof AttemptOutcome.Misfit misfit) {
            error(422, misfit.why());
            event(AttemptEvents.BROKE_FINISHED);
            return new Ending.Finished(422, true);
        }
        return died(errors);
    }

    private static Ending returned(RunResult result) {
        RunResult given = result == null ? RunResult.OK : result;
        return given.finished() ? new Ending.Finished(given.code(), false) : new Ending.Again(given.delay(), false);
    }

    private Ending decided(RunEnding decided, int errors) {
        return switch (decided.kind()) {
            case FAIL -> {
                error(decided.code(), decided.getMessage());
                event(AttemptEvents.BROKE_FINISHED);
                yield new Ending.Finished(decided.code(), true);
            }
            case WARN_AND_FINISH -> {
                warning(decided.getMessage());
                event(AttemptEvents.BROKE_FINISHED);
                yield new Ending.Finished(decided.code(), false);
            }
            case RETRY -> broken(decided.code(), decided.getMessage(), decided, errors);
            case WARN_AND_RETRY -> {
                warning(decided.getMessage());
                yield judged(errors, false, decided);
            }
        };
    }

    private Ending broken(int code, String message, Throwable cause, int errors) {
        error(code, message);
        return judged(errors + 1, true, cause);
    }

    private Ending judged(int errors, boolean countsError, Throwable cause) {
        if (judge.afterBreak(errors, cause) == Verdict.RESTART) {
            event(AttemptEvents.BROKE_RESTARTING);
            return new Ending.Again(policy.backoff().after(errors), countsError);
        }
        event(AttemptEvents.BROKE_FINISHED);
        return new Ending.Finished(BROKEN, countsError);
    }

    private Ending stopped(AttemptOutcome.Stopped stopped, int errors) {
        if (stopped.threadLeftBehind()) {
            warning("the job did not react to interrupts; its thread was left behind and may still be working");
        }
        return switch (stopped.reason()) {
            case CANCELLED -> new Ending.Finished(Run.CANCELLED_CODE, false);
            case WORKER_EXIT -> new Ending.Again(AFTER_WORKER_EXIT, false);
            case SERVER_STOP -> {
                event(AttemptEvents.SERVER_STOPPED);
                yield new Ending.Again(Duration.ZERO, false);
            }
            case TIMED_OUT -> {
                String message = "timed out after " + policy.timeout().orElseThrow();
                yield broken(504, message, new TimeoutException(message), errors);
            }
            case ENDS_SERVER -> {
                String message = "the job ended the server; it may return a RunResult or throw run.fail(code, message)";
                yield broken(BROKEN, message, new SecurityException(message), errors);
            }
            case LOST -> throw new IllegalStateException("a run that was lost is not this worker's to end");
        };
    }

    private Ending died(int errors) {
        String message = "job was killed - likely out of memory";
        error(BROKEN, message);
        if (judge.afterBreak(errors + 1, new IllegalStateException(message)) == Verdict.RESTART) {
            event(AttemptEvents.DIED_RESTARTING);
            return new Ending.Again(Duration.ZERO, true);
        }
        event(AttemptEvents.DIED_FINISHED);
        return new Ending.Finished(BROKEN, true);
    }

    private void event(String message) {
        recorder.log(LogLine.event(clock.instant(), message));
    }

    private void warning(String message) {
        recorder.log(LogLine.warning(clock.instant(), message));
    }

    private void error(int code, String message) {
        recorder.log(LogLine.error(clock.instant(), code, message));
    }
}
