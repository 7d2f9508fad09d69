package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.Params;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
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
        boolean interrupted = Thread.interrupted();
        try {
            while (!read(frame)) {
                interrupted |= Thread.interrupted();
            }
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
        return RunCodec.getParams(new ByteReader(frame.position(at))).text();
    }

    /** Read the frame; false if an interrupt came in between. It closes the file of this read, and nobody else's. */
    private boolean read(ByteBuffer frame) throws IOException {
        try (Disk.OpenFile open = disk.open(file)) {
            open.read(frame.clear(), offset);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
