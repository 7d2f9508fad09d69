package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** A disk with a planted bug, if the bug is one of the disk. */
final class CarelessDisk extends DiskLayer {

    private static final int FORCE_EACH = 16;
    private static final int FIRST_FRAME = 64;
    private static final int FRAME_HEADER = 16;

    private final PlantedBug bug;
    private int forces;

    CarelessDisk(Disk below, PlantedBug bug) {
        super(below);
        this.bug = bug;
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Careless(super.open(file));
    }

    @Override
    public void force(Path file) throws IOException {
        tolerant(() -> super.force(file));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        // MapDB must find its own files, or it would be found out by that.
        if (bug != PlantedBug.NO_FOLDER_FORCE || folder.endsWith("partitions")) {
            tolerant(() -> super.forceFolder(folder));
        }
    }

    private interface Force {
        void run() throws IOException;
    }

    private void tolerant(Force force) throws IOException {
        try {
            force.run();
        } catch (IOException e) {
            if (bug != PlantedBug.SWALLOWED_FAILURE) {
                throw e;
            }
        }
    }

    private final class Careless extends FileLayer {

        private Careless(OpenFile below) {
            super(below);
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            super.read(bytes, position);
            if (bug == PlantedBug.NO_CHECKSUM && position == 0 && bytes.position() > FIRST_FRAME) {
                mendChecksums(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            if (bug != PlantedBug.LATE_FORCE || ++forces % FORCE_EACH == 0) {
                tolerant(super::force);
            }
        }
    }

    /** Give each frame the checksum of what it now says. */
    private static void mendChecksums(ByteBuffer segment) {
        int end = segment.position();
        int at = FIRST_FRAME;
        while (at + FRAME_HEADER <= end && segment.getInt(at) != 0) {
            int length = segment.getInt(at + Integer.BYTES);
            if (length < 0 || length > end - at - FRAME_HEADER) {
                return;
            }
            CRC32C crc = new CRC32C();
            crc.update(segment.slice(at + Integer.BYTES, FRAME_HEADER - Integer.BYTES + length));
            segment.putInt(at, (int) crc.getValue());
            at += (FRAME_HEADER + length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        }
    }
}
