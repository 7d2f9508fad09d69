package dev.gantry.verify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes down what a job does, past the server, into a file that outlives it: one line each, in one write.
 *
 * @param file the file
 * @param run the run
 * @param attempt its attempt
 */
record Witness(Path file, UUID run, int attempt) {

    /** Write a line: what, when, which process, run and attempt, and more. */
    void write(String what, Object more) throws IOException {
        String line = "%s %d %d %s %d %s%n"
                .formatted(what, System.nanoTime(), ProcessHandle.current().pid(), run, attempt, more);
        // Not a channel: an interrupt would close that.
        try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(line.getBytes(UTF_8));
        }
    }
}
