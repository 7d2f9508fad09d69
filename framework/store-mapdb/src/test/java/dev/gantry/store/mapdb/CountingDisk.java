package dev.gantry.store.mapdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The disk of this machine, and what was asked of it. */
final class CountingDisk implements Disk {

    private final Disk real = new FileDisk();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicInteger longest = new AtomicInteger();

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
        return new Counting(real.open(file));
    }

    @Override
    public void force(Path file) throws IOException {
        real.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        real.forceFolder(folder);
    }

    @Override
    public void rename(Path file, Path to) throws IOException {
        real.rename(file, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    private final class Counting implements OpenFile {

        private final OpenFile file;

        private Counting(OpenFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (position > 0) {
                longest.accumulateAndGet(bytes.remaining(), Math::max);
            }
            file.write(bytes, position);
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            reads.incrementAndGet();
            file.read(bytes, position);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
