package dev.gantry.store.memory;

import dev.gantry.store.FileWrite;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The transitions of what hangs on runs: stashes, files, and children on other servers. */
public final class Attaching {

    private final Rows rows;

    Attaching(Rows rows) {
        this.rows = rows;
    }

    /** What hangs on a run, whether or not somebody has submitted it. */
    private record Hook(UUID run, Optional<Row> row, Attachments there) {}

    private Hook hook(UUID run) {
        Optional<Row> row = rows.find(run);
        return new Hook(run, row, row.map(Row::attachments).orElseGet(() -> rows.prepared(run)));
    }

    private void attach(Hook hook, Attached more, Consumer<Change> changes) {
        hook.row()
                .ifPresentOrElse(
                        row -> rows.attach(row, more, changes),
                        () -> rows.prepare(hook.run(), hook.there().with(more), changes));
    }

    /** See {@link dev.gantry.store.RunStore#putStash}. */
    public StashWrite.Result putStash(StashWrite write, Instant now, Consumer<Change> changes) {
        write.by().ifPresent(rows::writing);
        Hook hook = hook(write.run());
        Optional<Stash> there = hook.there().stash();
        long version = there.map(Stash::version).orElse(0L);
        if (version != write.expected()) {
            return new StashWrite.Result(there, false);
        }
        Stash written = new Stash(write.json(), version + 1, write.writer(), now);
        attach(hook, new Attached.ToStash(written), changes);
        return new StashWrite.Result(Optional.of(written), true);
    }

    /** See {@link dev.gantry.store.RunStore#putFile}; the content that lost its last name with it, if one did. */
    public Optional<StoredFile.Content> putFile(FileWrite write, Consumer<Change> changes) {
        write.by().ifPresent(rows::writing);
        Hook hook = hook(write.run());
        Attached more = new Attached.ToFiles(write.file());
        attach(hook, more, changes);
        return Optional.ofNullable(hook.there().files().get(write.file().name()))
                .map(StoredFile::content)
                .filter(content -> !hook.there().with(more).contents().contains(content.id()));
    }

    /** See {@link dev.gantry.store.RunStore#linkRemote}. */
    public RemoteRun linkRemote(LeaseRef by, RemoteRun child, Consumer<Change> changes) {
        if (!child.parent().equals(by.uuid())) {
            throw new IllegalArgumentException("the parent of %s is %s; expected the run that links it, %s"
                    .formatted(child.address(), child.parent(), by.uuid()));
        }
        Row row = rows.spawning(by);
        // A cancel that nobody has confirmed yet was of an earlier life of the parent.
        rows.remoteCancel(child, false, changes);
        if (!row.attachments().remotes().contains(child)) {
            rows.attach(row, new Attached.ToRemotes(child), changes);
        }
        return child;
    }

    /** See {@link dev.gantry.store.RunStore#confirmRemoteCancel}. */
    public RemoteRun confirmRemoteCancel(RemoteRun child, Consumer<Change> changes) {
        rows.remoteCancel(child, false, changes);
        return child;
    }

    /** See {@link dev.gantry.store.RunReader#remoteCancels}. */
    public List<RemoteRun> remoteCancels() {
        return List.copyOf(rows.remoteCancels());
    }

    /** What hangs on runs that nobody has submitted yet. */
    public Map<UUID, Attachments> prepared() {
        return rows.prepared();
    }

    /** Drop what hangs on runs that nobody has submitted, if all of it was written before a moment; those runs. */
    public List<UUID> dropPrepared(Instant moment, Consumer<Change> changes) {
        List<UUID> old = new ArrayList<>();
        rows.prepared().forEach((run, attachments) -> {
            if (attachments.olderThan(moment)) {
                rows.prepare(run, Attachments.NONE, changes);
                old.add(run);
            }
        });
        return old;
    }

    /** Take up what hung on a run that nobody had submitted before a restart. */
    public void load(UUID run, Attachments prepared) {
        rows.prepare(run, prepared);
    }

    /** Take up a run on another server that was to be cancelled before a restart. */
    public void load(RemoteRun cancelled) {
        rows.remoteCancel(cancelled, true);
    }
}
