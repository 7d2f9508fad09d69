package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/**
 * Reads params of queued runs back from the journal, a piece of a segment at a time: runs are claimed in the order in which
 * they were written, so that the next ones are read with the first. Thread-safe.
 */
final class Spill {

    private static final int PIECE = 64 << 10;

    private final Disk disk;
    private Path file;
    private long from;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    Spill(Disk disk) {
        this.disk = disk;
    }

    /** The bytes of a location, by themselves. */
    synchronized ByteBuffer read(Location location) {
        ByteBuffer held = held(location);
        if (location.isIn(held)) {
            return held;
        }
        // Not there, or written after the piece was read.
        load(location);
        held = held(location);
        if (!location.isIn(held)) {
            throw Damage.in(location.file(), location.offset(), "the params of a queued run fail their checksum");
        }
        return held;
    }

    private ByteBuffer held(Location wanted) {
        long at = wanted.offset() - from;
        if (!wanted.file().equals(file) || at < 0 || at + wanted.length() > piece.limit()) {
            return ByteBuffer.allocate(0);
        }
        return piece.slice((int) at, wanted.length());
    }

    private void load(Location wanted) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(PIECE, wanted.length()));
        boolean interrupted = Thread.interrupted();
        try {
            while (!read(wanted, bytes)) {
                interrupted |= Thread.interrupted();
            }
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "cannot read params from %s at offset %d: %s; check the disk"
                            .formatted(wanted.file(), wanted.offset(), e),
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        file = wanted.file();
        from = wanted.offset();
        piece = bytes.flip();
    }

    /** Read a piece; false if an interrupt came in between. It closes the file of this read, and nobody else's. */
    private boolean read(Location wanted, ByteBuffer bytes) throws IOException {
        try (Disk.OpenFile open = disk.openToRead(wanted.file())) {
            open.read(bytes.clear(), wanted.offset());
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
