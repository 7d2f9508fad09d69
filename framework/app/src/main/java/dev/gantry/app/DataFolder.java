package dev.gantry.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a server keeps everything in. All that is in it is made later, by those who then have less to tell. */
final class DataFolder {

    private DataFolder() {}

    /**
     * Make it, if it is not there.
     *
     * @throws IOException if it cannot be used, saying why and what to do
     */
    static void make(Path folder) throws IOException {
        Path there = nearest(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(there)) {
            throw unusable(folder, there + " is a file, not a folder", null);
        }
        if (!Files.isWritable(there)) {
            throw unusable(folder, "this user may not write to " + there, null);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable(folder, e.toString(), e);
        }
    }

    /** What is there of a path. */
    private static Path nearest(Path path) {
        Path at = path;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static IOException unusable(Path folder, String why, IOException cause) {
        return new IOException(
                "the data folder %s cannot be used: %s; name a folder that this user may write to with --data or GANTRY_DATA"
                        .formatted(folder.toAbsolutePath(), why),
                cause);
    }
}
