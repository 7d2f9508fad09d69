package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Fails while it is switched to. */
final class FailingDisk extends DiskLayer {

    private final Switchboard switches;

    FailingDisk(Disk below, Switchboard switches) {
        super(below);
        this.switches = switches;
    }

    private Optional<String> fault() {
        return switches.get(Switchboard.Switch.DISK);
    }

    private void failForce() throws IOException {
        if (fault().isPresent()) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Failing(super.open(file));
    }

    @Override
    public void force(Path file) throws IOException {
        failForce();
        super.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        failForce();
        super.forceFolder(folder);
    }

    private final class Failing extends FileLayer {

        private final OpenFile file;

        private Failing(OpenFile file) {
            super(file);
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            switch (fault().orElse("")) {
                case "full" -> throw new IOException("No space left on device");
                case "short" -> {
                    writeHalf(file, bytes, position);
                    throw new IOException("No space left on device");
                }
                default -> super.write(bytes, position);
            }
        }

        @Override
        public void force() throws IOException {
            failForce();
            super.force();
        }
    }
}
