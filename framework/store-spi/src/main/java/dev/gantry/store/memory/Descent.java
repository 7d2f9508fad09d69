package dev.gantry.store.memory;

import dev.gantry.store.LogLine;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What follows from who descends from whom: the way of a cancel down, and what retention leaves alone. */
public final class Descent {

    private final Rows rows;

    Descent(Rows rows) {
        this.rows = rows;
    }

    /** See {@link dev.gantry.store.RunStore#cancel}. */
    public Optional<Run> cancel(UUID uuid, LogLine why, Instant now, Consumer<Change> changes) {
        return rows.find(uuid).map(row -> {
            List<UUID> below = rows.kin().below(uuid);
            Run cancelled = row.run().cancelled(now);
            if (cancel(row, cancelled, why, changes)) {
                cancelRemotes(row, changes);
                below.forEach(child -> cancelBelow(child, why, now, changes));
            }
            return cancelled;
        });
    }

    private boolean cancel(Row row, Run cancelled, LogLine why, Consumer<Change> changes) {
        boolean changed = cancelled.stamp().revision() > row.run().stamp().revision();
        if (changed) {
            rows.move(row, cancelled, why, changes);
        }
        return changed;
    }

    private void cancelBelow(UUID uuid, LogLine why, Instant now, Consumer<Change> changes) {
        rows.find(uuid).ifPresent(row -> {
            boolean unused = cancel(row, row.run().cancelled(now), why, changes);
            cancelRemotes(row, changes);
        });
    }

    private void cancelRemotes(Row row, Consumer<Change> changes) {
        for (RemoteRun child : row.attachments().remotes()) {
            rows.remoteCancel(child, true, changes);
        }
    }

    /** Whether a run may not be dropped: something below it can still be cancelled. */
    public boolean needs(UUID uuid) {
        return rows.kin().needs(uuid);
    }

    /** All runs that may not be dropped. */
    public List<UUID> needed() {
        return rows.kin().needed();
    }

    /** The finished runs whose children on other servers are cancelled with a run above them. */
    public List<UUID> linked() {
        return rows.kin().linked();
    }

    /** Take up one of {@link #linked()} after a restart, when all that is unfinished was taken up. */
    public void loadLinked(UUID uuid) {
        rows.find(uuid).map(Row::run).filter(run -> run.state().finished()).ifPresent(rows.kin()::loadLinked);
    }

    /** Forget the finished runs below which nothing can be cancelled any more; once nothing needs to be taken back. */
    public void settle() {
        rows.kin().settle();
    }
}
