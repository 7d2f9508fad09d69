package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A disk that hands on all that it is asked; a subclass adds to some of it. */
public abstract class DiskLayer implements Disk {

    private final Disk below;

    /** Lay it over a disk. */
    protected DiskLayer(Disk below) {
        this.below = below;
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return below.open(file);
    }

    @Override
    public OpenFile openToRead(Path file) throws IOException {
        return below.openToRead(file);
    }

    @Override
    public void force(Path file) throws IOException {
        below.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        below.forceFolder(folder);
    }

    @Override
    public void rename(Path file, Path to) throws IOException {
        below.rename(file, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        below.delete(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return below.list(folder);
    }

    /** An open file that hands on all that it is asked; a subclass adds to some of it. */
    public abstract static class FileLayer implements OpenFile {

        private final OpenFile below;

        /** Lay it over an open file. */
        protected FileLayer(OpenFile below) {
            this.below = below;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            below.write(bytes, position);
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            below.read(bytes, position);
        }

        @Override
        public void force() throws IOException {
            below.force();
        }

        @Override
        public long size() throws IOException {
            return below.size();
        }

        @Override
        public void close() throws IOException {
            below.close();
        }
    }

    /** Write the first half of what is in a buffer. */
    static void writeHalf(OpenFile file, ByteBuffer bytes, long position) throws IOException {
        file.write(bytes.slice(bytes.position(), bytes.remaining() / 2), position);
    }
}
