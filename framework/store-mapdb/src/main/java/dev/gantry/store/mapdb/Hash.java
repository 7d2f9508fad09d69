package dev.gantry.store.mapdb;

import dev.gantry.store.memory.IdempotencyKey;
import java.util.UUID;

/** What partitions are asked for, as numbers that look random. They are written to disk, so they never change. */
final class Hash {

    private static final long UUIDS = 0x9E37_79B9_7F4A_7C15L;
    private static final long KEYS = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long TERMS = 0x1656_67B1_9E37_79F9L;

    private Hash() {}

    // Not hashCode() of a UUID or a record: no Java version promises the next one's.

    static long of(UUID uuid) {
        return mixed(uuid.getMostSignificantBits() + UUIDS * uuid.getLeastSignificantBits());
    }

    static long of(IdempotencyKey key) {
        return mixed(KEYS
                * (((long) key.path().hashCode() << Integer.SIZE) | (key.key().hashCode() & 0xFFFF_FFFFL)));
    }

    static long ofTerm(int term) {
        return mixed(TERMS * (term + 1L));
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
