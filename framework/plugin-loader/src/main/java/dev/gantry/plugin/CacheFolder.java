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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of files that are named after what they were made from, are never written again and can be made again at any
 * time. Thread-safe; used by one process alone.
 *
 * <p>Files are not forced while somebody waits for them. Those that were forced {@linkplain #keep later} stand in a list,
 * and after a start only what stands there counts as made: of the others a power cut may have left anything.
 */
final class CacheFolder {

    private static final String UNFINISHED = ".part";
    private static final String LIST = "kept";

    private final Path folder;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    /** The files that the list names; what it says of them has to stay true. */
    private final Set<Path> kept = ConcurrentHashMap.newKeySet();

    /** Open a folder, which is made when it is needed. */
    CacheFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
        try {
            Files.readAllLines(folder.resolve(LIST)).forEach(name -> kept.add(folder.resolve(name)));
        } catch (IOException e) {
            // There is none, or it cannot be read any more: everything is made again.
            kept.clear();
        }
    }

    /** Where the file of a name lies, or will lie once it is {@linkplain #finish made}. */
    Path file(String name) {
        Path file = folder.resolve(name);
        used.add(file);
        return file;
    }

    /** Whether a file was made, and is whole. */
    boolean has(Path file) {
        return (made.contains(file) || kept.contains(file)) && Files.exists(file);
    }

    /** Begin a file that nobody sees before it is finished. */
    Path begin() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "new", UNFINISHED);
    }

    /** Give a file its name. */
    void finish(Path unfinished, Path file) throws IOException {
        if (kept.contains(file)) {
            // Somebody deleted it, and the list still says that what is found under this name is whole.
            force(unfinished);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        made.add(file);
    }

    /** Make what was made so far safe from a power cut, so that the next start finds it. */
    synchronized void keep() throws IOException {
        Set<Path> files = new TreeSet<>(made);
        files.removeAll(kept);
        files.removeIf(Files::notExists);
        if (files.isEmpty()) {
            return;
        }
        for (Path file : files) {
            force(file);
        }
        files.addAll(kept);
        files.removeIf(Files::notExists);
        Path list = begin();
        try {
            Files.write(
                    list,
                    files.stream().map(file -> file.getFileName().toString()).toList());
            force(list);
            Files.move(list, folder.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(list);
        }
        kept.addAll(files);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
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
            unused = files.filter(file -> !used.contains(file))
                    .filter(file -> !file.endsWith(LIST))
                    .toList();
        }
        for (Path file : unused) {
            Files.deleteIfExists(file);
        }
    }
}
