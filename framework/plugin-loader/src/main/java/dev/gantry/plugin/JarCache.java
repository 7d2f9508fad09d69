package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Copies of jars, each named after its content and never written again. What is loaded from here cannot be pulled away
 * from under a running job by one who replaces or removes a jar in the plugins folder. Thread-safe.
 */
final class JarCache {

    private static final String JAR = ".jar";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    JarCache(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /**
     * A jar in the cache.
     *
     * @param file where the copy lies
     * @param digest the SHA-256 of its content, in hexadecimal
     */
    record Entry(Path file, String digest) {}

    /** Make sure that a jar is in the cache. */
    Entry put(Path jar) throws IOException {
        Entry entry = entry(digestOf(jar));
        if (Files.notExists(entry.file())) {
            entry = copied(jar);
        }
        used.add(entry.file());
        return entry;
    }

    private Entry copied(Path jar) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "jar", UNFINISHED);
        try {
            Entry entry = entry(copy(jar, unfinished));
            Files.move(unfinished, entry.file(), StandardCopyOption.ATOMIC_MOVE);
            return entry;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Delete all entries that were not asked for since this cache was opened, and what a crash left half copied. */
    void deleteUnused() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> unused;
        try (Stream<Path> files = Files.list(folder)) {
            unused = files.filter(file -> !used.contains(file) && isOurs(file)).toList();
        }
        for (Path file : unused) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(JAR) || name.endsWith(UNFINISHED);
    }

    private Entry entry(String digest) {
        return new Entry(folder.resolve(digest + JAR), digest);
    }

    private static String digestOf(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Digests what is copied, not what lay there a moment before, and forces it, so that no power cut tears an entry. */
    private static String copy(Path from, Path to) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = Files.newInputStream(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            in.transferTo(new DigestOutputStream(Channels.newOutputStream(out), sha256));
            out.force(true);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one does not", e);
        }
    }
}
