package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.TornTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What may happen to the files of a store behind its back. */
enum Damage {
    FLIP {
        @Override
        Path strike(Backup store, SplittableRandom random) throws IOException {
            Path file = any(store, random);
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                int at = random.nextInt(bytes.length);
                // Most of a file is room that is not used yet; what is written there nobody reads.
                for (int tries = 0; bytes[at] == 0 && tries < TRIES; tries++) {
                    at = random.nextInt(bytes.length);
                }
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                Files.write(file, bytes);
            }
            return file;
        }
    },
    DELETE {
        @Override
        Path strike(Backup store, SplittableRandom random) throws IOException {
            Path file = any(store, random);
            Files.delete(file);
            return file;
        }
    },
    TORN {
        @Override
        Path strike(Backup store, SplittableRandom random) throws IOException {
            TornTail tail = TornTail.find(store.original().resolve("journal"));
            tail.tear(random);
            return tail.segment();
        }
    };

    private static final int TRIES = 1_000;

    /** Strike one of the files; that file. */
    abstract Path strike(Backup store, SplittableRandom random) throws IOException;

    /** Any segment of the journal, partition or content of a file, each kind as often as the others. */
    private static Path any(Backup store, SplittableRandom random) throws IOException {
        List<List<Path>> kinds = new ArrayList<>();
        kinds.add(store.files("journal").stream()
                .filter(file -> file.getFileName().toString().startsWith("segment"))
                .toList());
        kinds.add(store.files("partitions"));
        kinds.add(store.files("files"));
        kinds.removeIf(List::isEmpty);
        List<Path> kind = kinds.get(random.nextInt(kinds.size()));
        return kind.get(random.nextInt(kind.size()));
    }
}
