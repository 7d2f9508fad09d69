package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of files that are named after what they were made from, are never written again and can be made again at any
 * time. Thread-safe; used by one process alone.
 */
final class CacheFolder {

    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    CacheFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /** Where the file of a name lies, or will lie once it is {@linkplain #finish made}. */
    Path file(String name) {
        Path file = folder.resolve(name);
        used.add(file);
        return file;
    }

    /** Begin a file that nobody sees before it is finished. */
    Path begin() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "new", UNFINISHED);
    }

    /** Give a file its name, once it is safe from a power cut: what is found under a name is whole. */
    void finish(Path unfinished, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Make a file of a text. */
    void write(Path file, String text) throws IOException {
        Path unfinished = begin();
        try {
            Files.writeString(unfinished, text);
            finish(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Delete all files that nobody asked for since the folder was opened, and what a crash left unfinished. */
    void deleteUnused() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> unused;
        try (Stream<Path> files = Files.list(folder)) {
            unused = files.filter(file -> !used.contains(file)).toList();
        }
        for (Path file : unused) {
            Files.deleteIfExists(file);
        }
    }
}
