package dev.gantry.store.postgres;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.core.Oid;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * Uuids that are sent as they are. The driver would write each as text, which the database has to read again: with hundreds of
 * runs in each transaction that is a microsecond for each of them.
 */
final class UuidArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1L;
    private static final int BYTES = 2 * Long.BYTES;
    private static final int HEADER = 3 * Integer.BYTES;
    private static final int DIMENSION = 2 * Integer.BYTES;
    private static final int NULL = -1;

    private final transient List<UUID> values;

    /** Make one; it may contain null. */
    UuidArray(Collection<UUID> values) {
        this.values = values.stream().collect(Collectors.toList());
        setType("_uuid");
    }

    @Override
    public int lengthInBytes() {
        int length = HEADER + (values.isEmpty() ? 0 : DIMENSION);
        for (UUID uuid : values) {
            length += Integer.BYTES + (uuid == null ? 0 : BYTES);
        }
        return length;
    }

    /** As the database's {@code array_send} writes it. */
    @Override
    public void toBytes(byte[] bytes, int offset) {
        ByteBuffer to = ByteBuffer.wrap(bytes, offset, lengthInBytes());
        to.putInt(values.isEmpty() ? 0 : 1)
                .putInt(values.contains(null) ? 1 : 0)
                .putInt(Oid.UUID);
        if (!values.isEmpty()) {
            to.putInt(values.size()).putInt(1);
        }
        for (UUID uuid : values) {
            if (uuid == null) {
                to.putInt(NULL);
            } else {
                to.putInt(BYTES).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            }
        }
    }

    /** What is sent where the address of the database forbids to send anything in binary. */
    @Override
    public String getValue() {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("arrays of uuids are sent, and read by the driver");
    }
}
