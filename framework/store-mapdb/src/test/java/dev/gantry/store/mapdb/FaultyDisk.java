package dev.gantry.store.mapdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A disk that fails when told to, and that can lose its power: what was not forced is then there in part, in any order.
 */
final class FaultyDisk implements Disk {

    private static final int SECTOR = 512;

    private final Disk real = new FileDisk();
    private final List<Undo> unforced = new ArrayList<>();
    private boolean full;
    private boolean forceFails;
    private String unreachable = "";
    private Runnable beforeForce = () -> {};
    private long operationsLeft = Long.MAX_VALUE;

    /** How to take back one sector, or one new name. */
    private record Undo(Path where, IoAction action) {}

    @FunctionalInterface
    private interface IoAction {
        void run() throws IOException;
    }

    synchronized void full(boolean isFull) {
        full = isFull;
    }

    synchronized void forceFails(boolean fails) {
        forceFails = fails;
    }

    /** Do not let the next file get a name that would get it. */
    synchronized void refuseNameOnce(String name) {
        unreachable = name;
    }

    /** Do something before each force of a file that is open. */
    synchronized void beforeForce(Runnable action) {
        beforeForce = action;
    }

    /** Lose power after so many more operations. */
    synchronized void losePowerAfter(long operations) {
        operationsLeft = operations;
    }

    /** What a power cut leaves: of everything that was not forced, each sector and name is there or not. */
    synchronized void settle(SplittableRandom random) throws IOException {
        operationsLeft = 0;
        List<Undo> newestFirst = new ArrayList<>(unforced);
        Collections.reverse(newestFirst);
        int lossPercent = random.nextInt(101);
        for (Undo undo : newestFirst) {
            if (random.nextInt(100) < lossPercent) {
                undo.action().run();
            }
        }
        unforced.clear();
    }

    private void operation() throws IOException {
        if (operationsLeft <= 0) {
            throw new IOException("the power is gone");
        }
        operationsLeft--;
    }

    @Override
    public synchronized OpenFile open(Path file) throws IOException {
        operation();
        return new Faulty(file, real.open(file));
    }

    @Override
    public synchronized void force(Path file) throws IOException {
        operation();
        failForce();
        real.force(file);
    }

    private void failForce() throws IOException {
        if (forceFails) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        operation();
        failForce();
        real.forceFolder(folder);
        unforced.removeIf(undo -> undo.where().equals(folder));
    }

    @Override
    public synchronized void rename(Path file, Path to) throws IOException {
        operation();
        if (unreachable.equals(to.getFileName().toString())) {
            unreachable = "";
            throw new IOException("Input/output error");
        }
        real.rename(file, to);
        unforced.add(new Undo(file.getParent(), () -> real.rename(to, file)));
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        operation();
        real.delete(file);
    }

    @Override
    public synchronized List<Path> list(Path folder) throws IOException {
        operation();
        return real.list(folder);
    }

    private final class Faulty implements OpenFile {

        private final Path file;
        private final OpenFile open;

        private Faulty(Path file, OpenFile open) {
            this.file = file;
            this.open = open;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                operation();
                if (full) {
                    bytes.limit(bytes.position() + bytes.remaining() / 2);
                    open.write(bytes, position);
                    throw new IOException("No space left on device");
                }
                remember(position, bytes.remaining());
                open.write(bytes, position);
            }
        }

        private void remember(long position, int length) throws IOException {
            for (long at = position - position % SECTOR; at < position + length; at += SECTOR) {
                long sector = at;
                ByteBuffer before = ByteBuffer.allocate(SECTOR);
                open.read(before, sector);
                unforced.add(new Undo(file, () -> {
                    try (OpenFile again = real.open(file)) {
                        before.rewind().limit((int) Math.max(0, Math.min(SECTOR, again.size() - sector)));
                        again.write(before, sector);
                    }
                }));
            }
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                operation();
                open.read(bytes, position);
            }
        }

        @Override
        public void force() throws IOException {
            Runnable before;
            synchronized (FaultyDisk.this) {
                before = beforeForce;
            }
            before.run();
            synchronized (FaultyDisk.this) {
                operation();
                failForce();
                open.force();
                unforced.removeIf(undo -> undo.where().equals(file));
            }
        }

        @Override
        public long size() throws IOException {
            return open.size();
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }
}
