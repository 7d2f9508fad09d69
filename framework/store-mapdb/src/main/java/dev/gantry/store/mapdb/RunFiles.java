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
import java.util.Collection;
import java.util.Optional;
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

    /** Look through the whole folder, some time. */
    void sweepAll() {
        housekeeper.execute(() -> attempt(sweep::all));
    }

    /** Delete the contents of runs that were dropped, and those that nobody has named. Waits for the disk. */
    void sweep(Collection<UUID> dropped) {
        attempt(() -> sweep.dropped(dropped));
        attempt(sweep::nameless);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    "cannot sweep the contents in %s, which keep their room on the disk; check its permissions"
                            .formatted(folder),
                    e);
        }
    }
}
