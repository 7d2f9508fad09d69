package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a store keeps of one run.
 *
 * @param run the run
 * @param body its params and data
 * @param log all of its log that is kept
 * @param belongings its stash and files
 * @param remotes the runs that it queued on other servers
 */
public record RunRecord(Run run, RunBody body, RunLog log, Belongings belongings, List<RemoteRun> remotes) {

    public RunRecord {
        requireNonNull(run, "run is null");
        requireNonNull(body, "body is null");
        requireNonNull(log, "log is null");
        requireNonNull(belongings, "belongings is null");
        remotes = List.copyOf(remotes);
        if (!belongings.run().equals(run.uuid())) {
            throw new IllegalArgumentException("the belongings are those of run %s; expected those of run %s"
                    .formatted(belongings.run(), run.uuid()));
        }
    }

    /** How many characters its texts have: what it takes in memory, roughly. */
    public long weight() {
        long lines = log.entries().stream()
                .mapToLong(entry -> entry.line().message().length())
                .sum();
        return body.params().length()
                + body.data().map(String::length).orElse(0)
                + lines
                + belongings.stash().map(stash -> stash.json().length()).orElse(0);
    }

    /** The record as a store receives it at a moment: nobody holds the run any more. */
    public RunRecord released(Instant now) {
        Optional<Lease> ended = run.lease()
                .map(held -> new Lease(held.worker(), held.fence(), held.until().isBefore(now) ? held.until() : now));
        Run released = new Run(run.request(), run.stamp(), run.standing(), run.progress(), run.fence(), ended);
        return new RunRecord(released, body, log, belongings, remotes);
    }
}
