package dev.gantry.store.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.store.Belongings;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile;
import dev.gantry.store.StoredFile.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries the contents of files over, a piece at a time. */
final class FileCopy {

    private static final int PIECE = 1 << 20;

    private final CopyableStore source;
    private final CopyableStore target;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private long files;
    private long bytes;

    FileCopy(CopyableStore source, CopyableStore target) {
        this.source = source;
        this.target = target;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** Carry over what is not there yet; the same belongings, with the contents as the target names them. */
    Belongings carry(Belongings belongings) {
        if (belongings.files().isEmpty()) {
            return belongings;
        }
        List<StoredFile> there = target.files(belongings.run());
        List<StoredFile> carried = new ArrayList<>();
        for (StoredFile file : belongings.files()) {
            Optional<StoredFile> same =
                    there.stream().filter(other -> isSame(file, other)).findFirst();
            carried.add(same.isPresent() ? same.get() : carry(belongings.run(), file));
        }
        return belongings.withFiles(carried);
    }

    private static boolean isSame(StoredFile file, StoredFile other) {
        return file.name().equals(other.name())
                && file.content().size() == other.content().size()
                && file.content().sha256().equals(other.content().sha256());
    }

    private StoredFile carry(UUID run, StoredFile file) {
        try (FileContents.Upload upload = target.contents().upload(run, uploadOf(file))) {
            Content content = carry(run, file, upload);
            if (!content.sha256().equals(file.content().sha256())) {
                throw new CopyException(
                        "file \"%s\" of run %s has SHA-256 %s; expected %s: it is damaged. Restore it and start again; the copy goes on where it stopped."
                                .formatted(
                                        file.name(),
                                        run,
                                        content.sha256(),
                                        file.content().sha256()));
            }
            files++;
            bytes += content.size();
            return new StoredFile(file.name(), content, file.writer(), file.at());
        } catch (IOException e) {
            throw new CopyException(
                    "file \"%s\" of run %s cannot be copied: %s. Repair that and start again; the copy goes on where it stopped."
                            .formatted(file.name(), run, e.getMessage()),
                    e);
        }
    }

    /** The same name each time: what a copy that was cut off has brought is gone on with. */
    private static String uploadOf(StoredFile file) {
        return "copy-"
                + UUID.nameUUIDFromBytes((file.name() + "\0" + file.content().sha256()).getBytes(UTF_8));
    }

    private Content carry(UUID run, StoredFile file, FileContents.Upload upload) throws IOException {
        try (ReadableByteChannel in = source.contents().open(run, file.content(), upload.received())) {
            while (fill(in)) {
                upload.write(piece.flip());
            }
        }
        return upload.finish();
    }

    /** Read a piece; whether there was anything. */
    private boolean fill(ReadableByteChannel in) throws IOException {
        piece.clear();
        int read = 0;
        while (read >= 0 && piece.hasRemaining()) {
            read = in.read(piece);
        }
        return piece.position() > 0;
    }

    /** What is wrong with the contents of the target's files, if anything is; each is read from its beginning to its end. */
    List<String> faults(Belongings belongings) {
        List<String> faults = new ArrayList<>();
        for (StoredFile file : belongings.files()) {
            try (ReadableByteChannel in = target.contents().open(belongings.run(), file.content(), 0)) {
                long size = 0;
                while (fill(in)) {
                    size += piece.position();
                }
                if (size != file.content().size()) {
                    faults.add("run %s: file \"%s\" has %d bytes in the target; expected %d"
                            .formatted(
                                    belongings.run(),
                                    file.name(),
                                    size,
                                    file.content().size()));
                }
            } catch (IOException e) {
                faults.add("run %s: file \"%s\" cannot be read in the target: %s"
                        .formatted(belongings.run(), file.name(), e.getMessage()));
            }
        }
        return faults;
    }
}
