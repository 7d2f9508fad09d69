package dev.gantry.benchmarks.contender;

import dev.gantry.store.mapdb.FileDisk;
import dev.gantry.store.mapdb.drill.DiskLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** The disk of this machine, which counts how often a file was forced to it. */
public final class ForceCount extends DiskLayer {

    private final LongAdder forces = new LongAdder();

    /** Begin to count. */
    public ForceCount() {
        super(new FileDisk());
    }

    /** How often so far. */
    public long count() {
        return forces.sum();
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Counted(super.open(file));
    }

    @Override
    public void force(Path file) throws IOException {
        forces.increment();
        super.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        forces.increment();
        super.forceFolder(folder);
    }

    private final class Counted extends FileLayer {

        private Counted(OpenFile file) {
            super(file);
        }

        @Override
        public void force() throws IOException {
            forces.increment();
            super.force();
        }
    }
}
