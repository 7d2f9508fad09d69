package dev.gantry.benchmarks.contender;

import dev.gantry.store.mapdb.Disk;
import dev.gantry.store.mapdb.FileDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The disk of this machine, which counts how often a file was forced to it. */
public final class ForceCount implements Disk {

    private final Disk disk = new FileDisk();
    private final LongAdder forces = new LongAdder();

    /** How often so far. */
    public long count() {
        return forces.sum();
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Counted(disk.open(file));
    }

    @Override
    public void force(Path file) throws IOException {
        forces.increment();
        disk.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        forces.increment();
        disk.forceFolder(folder);
    }

    @Override
    public void rename(Path file, Path to) throws IOException {
        disk.rename(file, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    private final class Counted implements OpenFile {

        private final OpenFile file;

        private Counted(OpenFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            file.read(bytes, position);
        }

        @Override
        public void force() throws IOException {
            forces.increment();
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
