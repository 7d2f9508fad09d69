package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.LogBatch;
import dev.gantry.store.RemoteRun;
import java.util.Optional;
import java.util.UUID;

/** One of the things that a transition did. */
public sealed interface Change {

    /**
     * What it did to one run.
     *
     * @param before the run as it was; absent if the transition created it
     * @param after the run as it is; a run that is created has taken over what was prepared for it
     * @param added what was added to its bulky parts
     * @param renewal whether nothing but its lease moved, which nobody needs to know after a restart
     */
    record OfRun(Optional<Row> before, Row after, Added added, boolean renewal) implements Change {

        public OfRun {
            requireNonNull(before, "before is null");
            requireNonNull(after, "after is null");
            requireNonNull(added, "added is null");
        }

        /** The same change, seen from another state of the run. */
        public OfRun from(Row other) {
            return new OfRun(Optional.of(other), after, added, renewal);
        }

        /** Whether listeners want to know: a lease, a stash or a file is none of their business. */
        public boolean isNews() {
            return !renewal && added.attached().isEmpty();
        }
    }

    /**
     * What was added to the bulky parts of a run.
     *
     * @param logged the end of its log
     * @param data whether its data is new
     * @param attached its new attachment
     */
    record Added(LogBatch logged, boolean data, Optional<Attached> attached) {

        static final Added NOTHING = logged(LogBatch.EMPTY);

        public Added {
            requireNonNull(logged, "logged is null");
            requireNonNull(attached, "attached is null");
        }

        static Added logged(LogBatch logged) {
            return new Added(logged, false, Optional.empty());
        }
    }

    /** What it did to a stash and files of a run that nobody has submitted yet. */
    record Prepared(UUID run, Attachments before, Attachments after) implements Change {

        public Prepared {
            requireNonNull(run, "run is null");
            requireNonNull(before, "before is null");
            requireNonNull(after, "after is null");
        }
    }

    /** How many runs of a project may be RUNNING at once, before and after. */
    record Limited(String project, int before, int after) implements Change {

        public Limited {
            requireNonNull(project, "project is null");
        }
    }

    /** Whether a run on another server is to be cancelled there; it was the other way round before. */
    record RemoteCancel(RemoteRun child, boolean pending) implements Change {

        public RemoteCancel {
            requireNonNull(child, "child is null");
        }
    }

    /** A run that has become another without anybody having written it down. */
    static Change standing(Row before, Row after) {
        return moved(before, after, LogBatch.EMPTY);
    }

    static Change created(Row row) {
        return new OfRun(Optional.empty(), row, Added.NOTHING, false);
    }

    static Change moved(Row before, Row after, LogBatch logged) {
        return new OfRun(Optional.of(before), after, logged.isEmpty() ? Added.NOTHING : Added.logged(logged), false);
    }

    static Change renewed(Row before, Row after) {
        return new OfRun(Optional.of(before), after, Added.NOTHING, true);
    }
}
