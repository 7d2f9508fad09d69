package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/**
 * Copies of jars, each named after its content. What is loaded from here cannot be pulled away from under a running job by
 * one who replaces or removes a jar in the plugins folder. Thread-safe.
 */
final class JarCache {

    private final CacheFolder folder;

    JarCache(CacheFolder folder) {
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
        Entry entry = entry(copy(jar, OutputStream.nullOutputStream()));
        return folder.has(entry.file()) ? entry : copied(jar);
    }

    private Entry copied(Path jar) throws IOException {
        Path unfinished = folder.begin();
        try {
            Entry entry;
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                // Named after what was copied, not after what lay there a moment before.
                entry = entry(copy(jar, out));
            }
            folder.finish(unfinished, entry.file());
            return entry;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Entry entry(String digest) {
        return new Entry(folder.file(digest + ".jar"), digest);
    }

    /** Copy a jar; its digest. */
    private static String copy(Path jar, OutputStream to) throws IOException {
        DigestOutputStream out = new DigestOutputStream(to, Digests.sha256());
        try (InputStream in = Files.newInputStream(jar)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }
}
