package dev.gantry.store.memory;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.files.FolderContents;
import dev.gantry.store.files.Sweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The contents of the files of an in-memory store: in a folder, or in a temporary one that is made when it is needed. */
final class StoredContents implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(StoredContents.class.getName());

    private final Optional<Path> given;
    private final InstantSource clock;
    private Path folder;
    private FolderContents contents;

    private StoredContents(Optional<Path> given, InstantSource clock) {
        this.given = given;
        this.clock = clock;
    }

    static StoredContents in(Path folder, InstantSource clock) {
        return new StoredContents(Optional.of(folder), clock);
    }

    static StoredContents temporary(InstantSource clock) {
        return new StoredContents(Optional.empty(), clock);
    }

    synchronized FolderContents contents() {
        if (contents == null) {
            try {
                folder = given.isPresent() ? given.get() : Files.createTempDirectory("gantry-files-");
            } catch (IOException e) {
                throw new StoreUnavailableException(
                        "cannot make a temporary folder for files: %s; check java.io.tmpdir".formatted(e), e);
            }
            contents = new FolderContents(folder, clock);
        }
        return contents;
    }

    /** Delete the contents of runs that were dropped, and those that nobody has named. */
    void sweep(Collection<UUID> dropped, Function<UUID, Optional<Attachments>> attachments) {
        if (isUnused()) {
            return;
        }
        Sweep sweep = new Sweep(contents(), clock, run -> attachments.apply(run).map(Attachments::contents));
        try {
            sweep.dropped(dropped);
            sweep.nameless();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot sweep the files in " + folder + "; check its permissions", e);
        }
    }

    private synchronized boolean isUnused() {
        return contents == null;
    }

    /** Delete the folder, if it is a temporary one. */
    @Override
    public synchronized void close() {
        if (folder == null || given.isPresent()) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "cannot delete the temporary folder " + folder + "; delete it by hand", e);
        }
    }
}
