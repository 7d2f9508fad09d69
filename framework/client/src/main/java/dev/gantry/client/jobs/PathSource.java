package dev.gantry.client.jobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, which can be read again from anywhere. */
final class PathSource implements Source {

    private final Path file;

    PathSource(Path file) {
        this.file = file;
    }

    @Override
    public Part part(long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(PART_BYTES, channel.size() - offset)));
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // A channel gives what it has at the moment.
            }
            return new Part(bytes.flip(), offset + bytes.limit() >= channel.size());
        }
    }
}
