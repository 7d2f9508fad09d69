package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The sectors of a file that were written and not forced. */
final class CachedFile {

    static final int SECTOR = 512;

    private final TreeMap<Long, byte[]> unforced = new TreeMap<>();
    private Path realName;
    private long size;

    CachedFile(Path realName, long size) {
        this.realName = realName;
        this.size = size;
    }

    /** The name under which it lies on the disk. */
    Path realName() {
        return realName;
    }

    void called(Path name) {
        realName = name;
    }

    long size() {
        return size;
    }

    /**
     * Write sector by sector.
     *
     * @param atOnce decides for each sector whether it goes to the disk although nobody forced it
     */
    void write(OpenFile real, ByteBuffer bytes, long position, BooleanSupplier atOnce) throws IOException {
        long at = position;
        size = Math.max(size, position + bytes.remaining());
        while (bytes.hasRemaining()) {
            long sector = at - at % SECTOR;
            int within = (int) (at - sector);
            int length = Math.min(SECTOR - within, bytes.remaining());
            byte[] content = sector(real, sector);
            bytes.get(content, within, length);
            unforced.put(sector, content);
            if (atOnce.getAsBoolean()) {
                writeBack(real, sector, content);
                unforced.remove(sector);
            }
            at += length;
        }
    }

    private byte[] sector(OpenFile real, long sector) throws IOException {
        byte[] held = unforced.get(sector);
        if (held == null) {
            held = new byte[SECTOR];
            real.read(ByteBuffer.wrap(held), sector);
        }
        return held;
    }

    private void writeBack(OpenFile real, long sector, byte[] content) throws IOException {
        real.write(ByteBuffer.wrap(content, 0, (int) Math.min(SECTOR, size - sector)), sector);
    }

    void read(OpenFile real, ByteBuffer bytes, long position) throws IOException {
        int start = bytes.position();
        int wanted = (int) Math.max(0, Math.min(bytes.remaining(), size - position));
        real.read(bytes.slice(start, wanted), position);
        long first = position - position % SECTOR;
        for (Map.Entry<Long, byte[]> each :
                unforced.subMap(first, position + wanted).entrySet()) {
            long from = Math.max(position, each.getKey());
            long to = Math.min(position + wanted, each.getKey() + SECTOR);
            bytes.put(
                    start + (int) (from - position), each.getValue(), (int) (from - each.getKey()), (int) (to - from));
        }
        bytes.position(start + wanted);
    }

    /** Hand over what was not forced. If that fails it is gone, as Linux has it: a later force finds nothing to do. */
    void force(OpenFile real) throws IOException {
        try {
            for (Map.Entry<Long, byte[]> each : unforced.entrySet()) {
                writeBack(real, each.getKey(), each.getValue());
            }
            real.force();
        } finally {
            unforced.clear();
        }
    }
}
