package dev.gantry.store.mapdb.drill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The last frame of a journal, which a crash can leave in part.
 *
 * @param segment the file that it is in
 * @param from its first byte
 * @param until the byte behind its last
 * @param sequence its sequence
 */
public record TornTail(Path segment, int from, int until, long sequence) {

    private static final int HEADER = 64;
    private static final int FIRST_SEQUENCE = 3 * Long.BYTES;
    private static final int FRAME_HEADER = 16;
    private static final int MOST_BYTES = 20;

    /** Find it in the folder of a journal that nobody writes to. */
    public static TornTail find(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            List<Path> segments = files.filter(
                            file -> file.getFileName().toString().startsWith("segment"))
                    .toList();
            TornTail last = null;
            for (Path segment : segments) {
                TornTail found = last(segment);
                boolean later = last == null
                        || Comparator.comparingLong(TornTail::sequence).compare(found, last) > 0;
                last = later ? found : last;
            }
            if (last == null || last.sequence < 0) {
                throw new IOException("there is no frame in " + journal);
            }
            return last;
        }
    }

    /** The last frame of a segment; with a negative sequence if it has none. */
    private static TornTail last(Path segment) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
        TornTail last = new TornTail(segment, 0, 0, -1);
        long sequence = bytes.getLong(FIRST_SEQUENCE);
        int at = HEADER;
        while (at + FRAME_HEADER <= bytes.limit() && bytes.getLong(at + Long.BYTES) == sequence && sequence > 0) {
            int length = FRAME_HEADER + bytes.getInt(at + Integer.BYTES);
            int until = at + (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
            last = new TornTail(segment, at, at + length, sequence);
            at = until;
            sequence++;
        }
        return last;
    }

    /** Cut it short, leave zeros in place of its end, or something else in place of some of its bytes. */
    public void tear(SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int at = random.nextInt(from + 1, until);
        switch (random.nextInt(3)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> Arrays.fill(bytes, at, until, (byte) 0);
            default -> {
                for (int i = random.nextInt(MOST_BYTES); i >= 0; i--) {
                    bytes[random.nextInt(from, until)] ^= (byte) random.nextInt(1, 256);
                }
            }
        }
        Files.write(segment, bytes);
    }
}
