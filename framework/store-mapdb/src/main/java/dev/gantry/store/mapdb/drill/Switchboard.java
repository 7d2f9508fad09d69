package dev.gantry.store.mapdb.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Switches between {@code gantry verify} and a server, each a small file: what it says counts until it is gone.
 *
 * @param folder where the files are
 */
public record Switchboard(Path folder) {

    /** One switch. */
    public enum Switch {
        /** Writes fail: {@code full} at once, {@code short} half done, {@code force} when they are forced. */
        DISK,
        /** How many milliseconds the clock is off. */
        CLOCK,
        /** Renewals of leases are lost. */
        RENEWALS
    }

    /** Set a switch. */
    public void set(Switch which, String value) {
        try {
            Path made = Files.writeString(folder.resolve(which + ".new"), value);
            Files.move(made, file(which), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Take a switch back. */
    public void clear(Switch which) {
        try {
            Files.deleteIfExists(file(which));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> get(Switch which) {
        Path file = file(which);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException clearedJustNow) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Switch which) {
        return folder.resolve(which.name());
    }
}
