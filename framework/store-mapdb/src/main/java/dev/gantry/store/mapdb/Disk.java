package dev.gantry.store.mapdb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** All that the store asks of a disk, so that tests and {@code gantry verify} can let it fail. */
public interface Disk {

    /** An open file, written and read by position. */
    interface OpenFile extends Closeable {

        /** Write all that remains in the buffer. */
        void write(ByteBuffer bytes, long position) throws IOException;

        /** Read until the buffer is full or the file ends. */
        void read(ByteBuffer bytes, long position) throws IOException;

        /** Return once all that was written would survive a power cut. */
        void force() throws IOException;

        long size() throws IOException;
    }

    /** Open a file for reading and writing, made if absent. */
    OpenFile open(Path file) throws IOException;

    /** Open a file that is there, for reading. */
    default OpenFile openToRead(Path file) throws IOException {
        return open(file);
    }

    /** Force a file that somebody else wrote and closed. */
    void force(Path file) throws IOException;

    /** Make the names in a folder survive a power cut. */
    void forceFolder(Path folder) throws IOException;

    /** Give a file another name in its folder, in one step. */
    void rename(Path file, Path to) throws IOException;

    /** Remove a file and give its space back, even if somebody still has it open or mapped. */
    void delete(Path file) throws IOException;

    /** The files in a folder, in no order. */
    List<Path> list(Path folder) throws IOException;
}
