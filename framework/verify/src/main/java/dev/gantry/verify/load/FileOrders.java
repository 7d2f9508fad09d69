package dev.gantry.verify.load;

import dev.gantry.verify.history.FileContent;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes names and contents of files. */
final class FileOrders {

    private static final List<String> NAMES = List.of("README", "data.csv");
    /** What a content may have at most: mostly little, sometimes more than one packet or one part, rarely more than one buffer. */
    private static final List<Integer> SIZES = List.of(1, 40, 40, 3_000, 3_000, 20_000, 20_000, 200_000, 2_000_000);

    private FileOrders() {}

    static String name(SplittableRandom random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    static FileContent content(SplittableRandom random) {
        int most = SIZES.get(random.nextInt(SIZES.size()));
        return new FileContent(random.nextLong() >>> 1, random.nextInt(most));
    }

    static Optional<ByteSpan> span(SplittableRandom random) {
        if (random.nextBoolean()) {
            return Optional.empty();
        }
        long first = random.nextInt(SIZES.get(random.nextInt(SIZES.size())));
        return Optional.of(new ByteSpan(first, first + random.nextInt(30_000)));
    }
}
