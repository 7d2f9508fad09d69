package dev.gantry.store.mapdb;

import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunAddress;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import dev.gantry.store.memory.Attached;
import dev.gantry.store.memory.Attachments;

/** What hangs on a run as bytes: one attachment after the other, ended by a zero. */
final class AttachmentCodec {

    private static final int END = 0;
    private static final int STASH = 1;
    private static final int FILE = 2;
    private static final int REMOTE = 3;

    private AttachmentCodec() {}

    static void putAll(ByteWriter out, Attachments attachments) {
        attachments.stash().ifPresent(stash -> put(out, new Attached.ToStash(stash)));
        attachments.files().values().forEach(file -> put(out, new Attached.ToFiles(file)));
        attachments.remotes().forEach(child -> put(out, new Attached.ToRemotes(child)));
        out.put(END);
    }

    static Attachments getAll(ByteReader in) {
        Attachments.Builder all = new Attachments.Builder();
        for (int kind = in.get(); kind != END; kind = in.get()) {
            all.add(get(kind, in));
        }
        return all.build();
    }

    static void put(ByteWriter out, Attached attached) {
        if (attached instanceof Attached.ToStash to) {
            putStash(out.put(STASH), to.stash());
        } else if (attached instanceof Attached.ToFiles to) {
            putFile(out.put(FILE), to.file());
        } else if (attached instanceof Attached.ToRemotes to) {
            putRemote(out.put(REMOTE), to.child());
        }
    }

    static Attached get(ByteReader in) {
        return get(in.get(), in);
    }

    private static Attached get(int kind, ByteReader in) {
        return switch (kind) {
            case STASH -> new Attached.ToStash(getStash(in));
            case FILE -> new Attached.ToFiles(getFile(in));
            case REMOTE -> new Attached.ToRemotes(getRemote(in));
            default ->
                throw new IllegalStateException(
                        "an attachment of kind %d; expected 1 to 3: a newer version wrote it".formatted(kind));
        };
    }

    private static void putStash(ByteWriter out, Stash stash) {
        out.putText(stash.json())
                .putNumber(stash.version())
                .putText(stash.writer())
                .putInstant(stash.at());
    }

    private static Stash getStash(ByteReader in) {
        return new Stash(in.getText(), in.getNumber(), in.getText(), in.getInstant());
    }

    private static void putFile(ByteWriter out, StoredFile file) {
        StoredFile.Content content = file.content();
        out.putText(file.name())
                .putText(content.id())
                .putNumber(content.size())
                .putText(content.sha256())
                .putText(file.writer())
                .putInstant(file.at());
    }

    private static StoredFile getFile(ByteReader in) {
        String name = in.getText();
        StoredFile.Content content = new StoredFile.Content(in.getText(), in.getNumber(), in.getText());
        return new StoredFile(name, content, in.getText(), in.getInstant());
    }

    static void putRemote(ByteWriter out, RemoteRun child) {
        out.putUuid(child.parent()).putText(child.api());
        putAddress(out, child.address());
    }

    static RemoteRun getRemote(ByteReader in) {
        return new RemoteRun(in.getUuid(), in.getName(), getAddress(in));
    }

    static void putAddress(ByteWriter out, RunAddress address) {
        out.putText(address.project()).putText(address.jobId());
    }

    static RunAddress getAddress(ByteReader in) {
        return new RunAddress(in.getName(), in.getText());
    }
}
