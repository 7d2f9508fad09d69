package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process at a point: no hook runs, nothing is written any more. */
final class HaltingDisk extends DiskLayer {

    private static final int KILLED = 137;

    private final Halt halt;
    private final AtomicInteger seen = new AtomicInteger();

    HaltingDisk(Disk below, Halt halt) {
        super(below);
        this.halt = halt;
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void die() {
        Runtime.getRuntime().halt(KILLED);
    }

    private void step(Halt.Step step, Action half, Action whole) throws IOException {
        boolean now = step == halt.step() && seen.incrementAndGet() == halt.count();
        if (now && halt.when() == Halt.When.BEFORE) {
            die();
        }
        if (now && halt.when() == Halt.When.AMID) {
            half.run();
            die();
        }
        whole.run();
        if (now) {
            die();
        }
    }

    private void step(Halt.Step step, Action whole) throws IOException {
        step(step, whole, whole);
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Halting(super.open(file));
    }

    @Override
    public void force(Path file) throws IOException {
        step(Halt.Step.FORCE, () -> super.force(file));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step(Halt.Step.FORCE_FOLDER, () -> super.forceFolder(folder));
    }

    @Override
    public void rename(Path file, Path to) throws IOException {
        step(Halt.Step.RENAME, () -> super.rename(file, to));
    }

    @Override
    public void delete(Path file) throws IOException {
        step(Halt.Step.DELETE, () -> super.delete(file));
    }

    private final class Halting extends FileLayer {

        private final OpenFile file;

        private Halting(OpenFile file) {
            super(file);
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            step(Halt.Step.WRITE, () -> writeHalf(file, bytes, position), () -> super.write(bytes, position));
        }

        @Override
        public void force() throws IOException {
            step(Halt.Step.FORCE, super::force);
        }
    }
}
