package dev.gantry.store.memory;

import dev.gantry.store.Belongings;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunRecord;
import dev.gantry.store.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** How a ledger takes over what another store has. */
public final class Receiving {

    private final Rows rows;

    Receiving(Rows rows) {
        this.rows = rows;
    }

    /** See {@link dev.gantry.store.CopyableStore#receive}. */
    public int receive(Transfer transfer, Instant now, Consumer<Change> changes) {
        for (RunRecord received : transfer.runs()) {
            create(received.released(now), changes);
        }
        for (Belongings early : transfer.early()) {
            if (rows.find(early.run()).isPresent()) {
                throw taken("the uuid of the unsubmitted run %s".formatted(early.run()));
            }
            rows.prepare(early.run(), attachments(early, List.of()), changes);
        }
        transfer.remoteCancels().forEach(child -> rows.remoteCancel(child, true, changes));
        return transfer.runs().size();
    }

    private void create(RunRecord received, Consumer<Change> changes) {
        Run run = received.run();
        boolean isTaken = rows.find(run.uuid()).isPresent()
                || IdempotencyKey.of(run.request()).flatMap(rows::find).isPresent();
        if (isTaken) {
            throw taken("the uuid or idempotency key of run %s".formatted(run.uuid()));
        }
        if (run.number() <= rows.lastNumber()) {
            throw taken("number %d of run %s".formatted(run.number(), run.uuid()));
        }
        Attachments attachments = attachments(received.belongings(), received.remotes());
        if (!attachments.isEmpty()) {
            // As with a submit: what belongs to the run is there first, and goes with it if all of this is taken back.
            rows.prepare(run.uuid(), attachments, changes);
        }
        rows.create(row(received, attachments), changes);
        if (run.state().finished() && !attachments.remotes().isEmpty()) {
            rows.kin().loadLinked(run);
        }
    }

    private static IllegalArgumentException taken(String what) {
        return new IllegalArgumentException(
                "%s is taken in this store; receive into a new one, lowest numbers first".formatted(what));
    }

    private static Attachments attachments(Belongings belongings, List<RemoteRun> remotes) {
        Attachments.Builder all = new Attachments.Builder();
        belongings.stash().ifPresent(stash -> all.add(new Attached.ToStash(stash)));
        belongings.files().forEach(file -> all.add(new Attached.ToFiles(file)));
        remotes.forEach(child -> all.add(new Attached.ToRemotes(child)));
        return all.build();
    }

    private static Row row(RunRecord received, Attachments attachments) {
        return new Row(
                received.run(),
                Params.held(received.body().params()),
                received.body().data(),
                KeptLog.restored(received.log().lastSeq(), received.log()),
                attachments);
    }

    /** All that is kept of a run. May read from a disk. */
    public static RunRecord record(Row row) {
        Attachments attachments = row.attachments();
        return new RunRecord(
                row.run(),
                row.body(),
                row.log().after(0),
                new Belongings(row.uuid(), attachments.stash(), attachments.listed()),
                List.copyOf(attachments.remotes()));
    }
}
