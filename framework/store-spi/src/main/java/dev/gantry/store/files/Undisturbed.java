package dev.gantry.store.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Calls that an interrupt of the thread would break, done all the same; the interrupt is left for whoever wants it. */
final class Undisturbed {

    private Undisturbed() {}

    /** Make the names in a folder survive a power cut. */
    static void forceFolder(Path folder) throws IOException {
        boolean interrupted = false;
        try {
            boolean forced = false;
            while (!forced) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    forced = true;
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
