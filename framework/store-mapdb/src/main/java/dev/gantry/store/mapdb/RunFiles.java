package dev.gantry.store.mapdb;

import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.StoredFile;
import dev.gantry.store.files.FolderContents;
import dev.gantry.store.files.Sweep;
import dev.gantry.store.memory.Attachments;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The contents of files, and what is done for them besides: on the housekeeper's thread, since a disk may take its time. */
final class RunFiles {

    private static final Logger LOGGER = System.getLogger(RunFiles.class.getName());

    private final Path folder;
    private final FolderContents contents;
    private final Sweep sweep;
    private final Executor housekeeper;

    RunFiles(Path folder, InstantSource clock, Shelf shelf, Executor housekeeper) {
        this.folder = folder;
        this.contents = new FolderContents(folder, clock);
        this.sweep = new Sweep(contents, clock, run -> shelf.attachments(run).map(Attachments::contents));
        this.housekeeper = housekeeper;
    }

    FileContents contents() {
        return contents;
    }

    CompletableFuture<StoredFile> name(
            FileWrite write, Supplier<CompletableFuture<Optional<StoredFile.Content>>> naming) {
        return contents.name(write, naming, housekeeper);
    }

    /** The runs with contents that are there, for {@link #sweep}. */
    Set<UUID> known() {
        try {
            return sweep.known();
        } catch (IOException | RuntimeException e) {
            warn(e);
            return Set.of();
        }
    }

    /** Delete what no run needs any more. What cannot be deleted is tried again the next time. */
    void sweep(Set<UUID> knownBefore) {
        try {
            sweep.run(knownBefore);
        } catch (IOException | RuntimeException e) {
            warn(e);
        }
    }

    private void warn(Exception cause) {
        LOGGER.log(
                Level.WARNING,
                "cannot sweep the contents in %s, which keep their room on the disk; check its permissions"
                        .formatted(folder),
                cause);
    }
}
