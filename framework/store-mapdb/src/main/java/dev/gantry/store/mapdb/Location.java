package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.Params;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Params that stay in the journal until somebody asks for them.
 *
 * @param disk where the file is
 * @param file the segment
 * @param offset where its frame begins
 * @param length how long its frame is
 * @param sequence the sequence of its frame
 * @param at where in the frame the params begin
 */
record Location(Disk disk, Path file, long offset, int length, long sequence, int at) implements Params {

    @Override
    public String text() {
        ByteBuffer frame = ByteBuffer.allocate(length);
        // A file of its own for each read: an interrupt closes the channel of whoever reads, and nobody else's.
        boolean interrupted = Thread.interrupted();
        try (Disk.OpenFile open = disk.open(file)) {
            open.read(frame, offset);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "cannot read params from %s at offset %d: %s; check the disk".formatted(file, offset, e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        frame.rewind();
        if (Frame.lengthAt(frame, 0, sequence).isEmpty()) {
            throw Damage.in(file, offset, "the frame of a queued run fails its checksum");
        }
        return new ByteReader(frame.position(at)).getText();
    }
}
