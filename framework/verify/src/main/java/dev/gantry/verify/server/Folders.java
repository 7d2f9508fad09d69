package dev.gantry.verify.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where all that belongs to one round lies.
 *
 * @param root the folder of the round
 */
public record Folders(Path root) {

    /** Make them. */
    public static Folders in(Path root) throws IOException {
        Folders folders = new Folders(root);
        Files.createDirectories(folders.data());
        Files.createDirectories(folders.control());
        Files.createFile(folders.witness());
        return folders;
    }

    /** The server's data folder. */
    public Path data() {
        return root.resolve("data");
    }

    /** The files of the store. */
    public Path store() {
        return data().resolve("store");
    }

    /** The switches. */
    public Path control() {
        return root.resolve("control");
    }

    /** What the jobs write down. */
    public Path witness() {
        return root.resolve("witness");
    }

    /** What the next server logs: two may live at once. */
    public Path nextLog() {
        int number = 1;
        while (Files.exists(log(number))) {
            number++;
        }
        return log(number);
    }

    private Path log(int number) {
        return root.resolve("server-%d.log".formatted(number));
    }
}
