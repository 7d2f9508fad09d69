package dev.gantry.engine.execution;

import dev.gantry.engine.jobs.MetaPair;
import dev.gantry.store.LogLine;
import java.time.InstantSource;
import org.slf4j.Logger;

/**
 * Records what a job says in the log of its run, and repeats it in the server's log. A job that floods its log is not
 * repeated there beyond a stated number of lines: the server's log belongs to everybody.
 */
final class RunNarrator {

    private static final int REPEATED = 1_000;

    private final RunRecorder recorder;
    private final InstantSource clock;
    private final Logger log;
    private int repeated;

    RunNarrator(RunRecorder recorder, InstantSource clock, Logger log) {
        this.recorder = recorder;
        this.clock = clock;
        this.log = log;
    }

    void info(String message) {
        recorder.log(LogLine.event(clock.instant(), message));
        if (repeats()) {
            OutputRouter.uncaptured(() -> log.info("{}", message));
        }
    }

    void warning(String message) {
        recorder.log(LogLine.warning(clock.instant(), message));
        if (repeats()) {
            OutputRouter.uncaptured(() -> log.warn("{}", message));
        }
    }

    void error(int code, String message) {
        recorder.log(LogLine.error(clock.instant(), code, message));
        if (repeats()) {
            OutputRouter.uncaptured(() -> log.error("{}: {}", code, message));
        }
    }

    void printed(String line) {
        recorder.log(LogLine.output(clock.instant(), line));
        MetaPair.printed(line).forEach(this::meta);
    }

    void meta(String pair) {
        recorder.log(LogLine.meta(clock.instant(), pair));
    }

    private synchronized boolean repeats() {
        if (repeated < REPEATED) {
            repeated++;
            return true;
        }
        if (repeated == REPEATED) {
            repeated++;
            OutputRouter.uncaptured(
                    () -> log.warn("more than {} lines; the rest is only in the run's own log", REPEATED));
        }
        return false;
    }
}
