package dev.gantry.store.mapdb;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are ready to become segments of a journal: full of zeros and forced, or used before.
 *
 * <p>Filling one takes as long as some hundred commits, so the next is made ready on a thread of its own while the present
 * segment is still filling up. Whoever needs one before it is there makes it himself.
 */
final class Spares {

    private static final Logger LOGGER = System.getLogger(Spares.class.getName());
    /** How many are kept to be used again. */
    private static final int MANY = 4;

    private static final int ZEROS = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final int size;
    private final Queue<Path> ready = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean making = new AtomicBoolean();
    private final AtomicLong count = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread maker = new Thread(task, "gantry-store-spares");
        maker.setDaemon(true);
        return maker;
    });

    /** None yet, of a usual size in bytes. */
    Spares(Disk disk, Path folder, int size) {
        this.disk = disk;
        this.folder = folder;
        this.size = size;
    }

    /** One with room for so many bytes. */
    Path take(int room) throws IOException {
        Path one = room > size ? null : ready.poll();
        return one == null ? make(Math.max(size, room)) : one;
    }

    /** Soon one will be taken: have it ready then. */
    void prepare() {
        if (ready.isEmpty() && making.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    ready.add(make(size));
                } catch (IOException | RuntimeException e) {
                    LOGGER.log(Level.DEBUG, "no segment could be made ready; whoever needs one finds out why", e);
                } finally {
                    making.set(false);
                }
            });
        }
    }

    /** Keep a segment that nobody needs any more to be used again, or delete it. */
    void recycle(Path file) throws IOException {
        if (ready.size() < MANY && hasUsualSize(file)) {
            Path spare = name();
            disk.rename(file, spare);
            ready.add(spare);
        } else {
            disk.delete(file);
        }
    }

    private Path make(int bytes) throws IOException {
        Path spare = name();
        try (Disk.OpenFile open = disk.open(spare)) {
            ByteBuffer zeros = ByteBuffer.allocate(Math.min(bytes, ZEROS));
            for (long at = 0; at < bytes; at += zeros.capacity()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
                open.write(zeros, at);
            }
            open.force();
        } catch (IOException | RuntimeException e) {
            disk.delete(spare);
            throw e;
        }
        return spare;
    }

    private Path name() {
        return folder.resolve(JournalFiles.spare(count.incrementAndGet()));
    }

    private boolean hasUsualSize(Path file) throws IOException {
        try (Disk.OpenFile open = disk.open(file)) {
            return open.size() == size;
        }
    }

    /** Finish what is being made; the files stay, the next open clears them away. */
    void close() {
        Uninterrupted.close(thread);
    }
}
