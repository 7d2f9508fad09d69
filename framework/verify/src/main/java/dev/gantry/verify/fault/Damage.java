package dev.gantry.verify.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** What may happen to a file behind the store's back. */
enum Damage {
    FLIP {
        @Override
        void strike(Path file, SplittableRandom random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            // Most of a file is room that is not used yet; what is written there nobody reads.
            for (int tries = 0; bytes[at] == 0 && tries < TRIES; tries++) {
                at = random.nextInt(bytes.length);
            }
            bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, bytes);
        }
    },
    DELETE {
        @Override
        void strike(Path file, SplittableRandom random) throws IOException {
            Files.delete(file);
        }
    };

    private static final int TRIES = 1_000;

    abstract void strike(Path file, SplittableRandom random) throws IOException;
}
