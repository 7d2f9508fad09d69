package dev.gantry.store.mapdb;

import dev.gantry.store.mapdb.drill.DiskLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The disk of this machine, and what was asked of it. */
final class CountingDisk extends DiskLayer {

    private final AtomicLong reads = new AtomicLong();
    private final AtomicInteger longest = new AtomicInteger();

    CountingDisk() {
        super(new FileDisk());
    }

    /** How often something was read. */
    long reads() {
        return reads.get();
    }

    /** The most bytes that went in one write to anywhere but the start of a file: a new file is filled from there. */
    int longestWrite() {
        return longest.get();
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Counting(super.open(file));
    }

    @Override
    public OpenFile openToRead(Path file) throws IOException {
        return new Counting(super.openToRead(file));
    }

    private final class Counting extends FileLayer {

        private Counting(OpenFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (position > 0) {
                longest.accumulateAndGet(bytes.remaining(), Math::max);
            }
            super.write(bytes, position);
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            reads.incrementAndGet();
            super.read(bytes, position);
        }
    }
}
