package dev.gantry.verify.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a folder.
 *
 * @param original the folder
 * @param copy the copy
 */
record Backup(Path original, Path copy) {

    static Backup of(Path original, Path copy) throws IOException {
        copy(original, copy);
        return new Backup(original, copy);
    }

    void restore() throws IOException {
        try (Stream<Path> all = Files.walk(original)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        copy(copy, original);
    }

    /** The files below a folder within it; none if there is no such folder. */
    List<Path> files(String folder) throws IOException {
        if (!Files.isDirectory(original.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(original.resolve(folder))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
