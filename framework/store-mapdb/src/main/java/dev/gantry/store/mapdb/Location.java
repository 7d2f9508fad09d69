package dev.gantry.store.mapdb;

import dev.gantry.store.memory.Params;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Params that stay in the journal until somebody asks for them. They have a checksum of their own, so that nothing around
 * them needs to be read.
 *
 * @param spill how they are read
 * @param file the segment
 * @param offset where in the file they begin
 * @param length how many bytes they take
 * @param checksum over these bytes
 */
record Location(Spill spill, Path file, long offset, int length, int checksum) implements Params {

    /** Where params are that were just written to a place in the journal. */
    static Location of(Params params, Spill spill, Journal.Place place, int inFrame) {
        long offset = place.offset() + inFrame;
        ByteWriter out = new ByteWriter();
        RunCodec.putParams(out, params);
        return new Location(spill, place.file(), offset, out.size(), Checksum.of(out.view(), 0, out.size()));
    }

    @Override
    public String text() {
        return RunCodec.getParams(new ByteReader(spill.read(this))).text();
    }

    /** Whether bytes are those that were written. */
    boolean isIn(ByteBuffer bytes) {
        return bytes.remaining() == length && Checksum.of(bytes, bytes.position(), length) == checksum;
    }
}
