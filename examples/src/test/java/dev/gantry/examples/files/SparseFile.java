package dev.gantry.examples.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that takes many minutes to read and no room on the disk. */
final class SparseFile {

    private static final long TERABYTE = 1L << 40;

    private SparseFile() {}

    static void create(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            file.write(ByteBuffer.allocate(1), TERABYTE);
        }
    }
}
