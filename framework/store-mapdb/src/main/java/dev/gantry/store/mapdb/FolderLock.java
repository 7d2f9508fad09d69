package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right of one open store to a data folder. The operating system takes it back when the process ends, however. */
record FolderLock(FileChannel channel) implements AutoCloseable {

    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, e);
        }
        channel.close();
        throw taken(folder, null);
    }

    private static StoreUnavailableException taken(Path folder, Exception cause) {
        return new StoreUnavailableException(
                "data folder %s is in use by another Gantry; stop that one or name another folder".formatted(folder),
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
