package dev.gantry.http.call;

import static dev.gantry.engine.trail.AttemptEvents.BROKE_FINISHED;
import static dev.gantry.engine.trail.AttemptEvents.BROKE_RESTARTING;
import static dev.gantry.engine.trail.AttemptEvents.DIED_FINISHED;
import static dev.gantry.engine.trail.AttemptEvents.DIED_RESTARTING;
import static dev.gantry.engine.trail.AttemptEvents.QUEUED_AGAIN;
import static dev.gantry.engine.trail.AttemptEvents.RETRIED;
import static dev.gantry.engine.trail.AttemptEvents.SERVER_STOPPED;

import dev.gantry.client.wire.Attempts.Attempt;
import dev.gantry.store.Lease;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the attempts of a run from what the engine left in its log. */
final class AttemptTrail {

    private static final Map<String, String> OUTCOMES = Map.of(
            BROKE_RESTARTING, "ERROR",
            BROKE_FINISHED, "ERROR",
            DIED_RESTARTING, "DIED",
            DIED_FINISHED, "DIED",
            SERVER_STOPPED, "SERVER_STOPPED");

    private final Run run;
    private final List<Attempt> known = new ArrayList<>();
    private Optional<Instant> firstSeen = Optional.empty();
    private Optional<LogEntry> trouble = Optional.empty();
    private boolean over;
    private int firstOfLife;

    AttemptTrail(Run run) {
        this.run = run;
    }

    /** The attempts that left a trace, the oldest first, and the one that is under way. */
    List<Attempt> read(RunLog log) {
        log.entries().forEach(this::read);
        if (run.state() == RunState.RUNNING) {
            String worker = run.lease().map(Lease::worker).orElse(null);
            known.add(new Attempt("RUNNING", firstSeen.orElse(null), null, null, worker));
        } else if (run.state().finished() && !over && run.startedAt().isPresent()) {
            known.add(new Attempt(
                    run.state().name(), firstSeen.orElse(null), run.endedAt().orElse(null), null, null));
        }
        // Of the first attempt since the submit or the retry it is known when it began.
        if (known.size() > firstOfLife && run.startedAt().isPresent()) {
            Attempt first = known.get(firstOfLife);
            known.set(
                    firstOfLife,
                    new Attempt(
                            first.outcome(), run.startedAt().get(), first.endedAt(), first.trouble(), first.worker()));
        }
        return known;
    }

    private void read(LogEntry entry) {
        LogLine line = entry.line();
        boolean isEvent = line.kind() == LogLine.Kind.EVENT;
        String message = line.message();
        if (isEvent && (message.equals(RETRIED) || message.equals(QUEUED_AGAIN))) {
            forget();
            over = false;
            firstOfLife = known.size();
        } else if (isEvent && OUTCOMES.containsKey(message)) {
            String outcome = OUTCOMES.get(message);
            known.add(new Attempt(
                    outcome,
                    firstSeen.orElse(null),
                    line.at(),
                    outcome.equals("SERVER_STOPPED")
                            ? null
                            : trouble.map(LinesCall::line).orElse(null),
                    null));
            over = message.equals(BROKE_FINISHED) || message.equals(DIED_FINISHED);
            forget();
        } else {
            firstSeen = firstSeen.or(() -> Optional.of(line.at()));
            if (line.kind() == LogLine.Kind.ERROR || line.kind() == LogLine.Kind.WARNING) {
                trouble = Optional.of(entry);
            }
        }
    }

    private void forget() {
        firstSeen = Optional.empty();
        trouble = Optional.empty();
    }
}
