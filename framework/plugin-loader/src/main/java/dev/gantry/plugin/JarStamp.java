package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A jar as a look at the folder saw it. Two looks with equal stamps saw the same content.
 *
 * @param path where it lies
 * @param size in bytes
 * @param modified when it was last written
 * @param fileKey what tells a file from another one that was moved to its place; empty where the file system has no such
 *     thing
 */
record JarStamp(Path path, long size, FileTime modified, String fileKey) {

    JarStamp {
        requireNonNull(path, "path is null");
        requireNonNull(modified, "modified is null");
        requireNonNull(fileKey, "fileKey is null");
    }

    static JarStamp of(Path path, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new JarStamp(path, attributes.size(), attributes.lastModifiedTime(), key == null ? "" : key.toString());
    }

    String fileName() {
        return path.getFileName().toString();
    }
}
