package dev.gantry.store.mapdb;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum on everything that is written: CRC32C. */
final class Checksum {

    private Checksum() {}

    static int of(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(from, length));
        return (int) crc.getValue();
    }
}
