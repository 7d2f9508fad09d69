package dev.gantry.engine.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that runs work in: one a run, made when asked for, gone when the run is finished. */
final class WorkFolders {

    private static final Logger log = LoggerFactory.getLogger(WorkFolders.class);

    private final Path root;

    WorkFolders(Path root) {
        this.root = root;
    }

    Path folderOf(UUID run) {
        try {
            return Files.createDirectories(root.resolve(run.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the work folder of run %s below %s".formatted(run, root), e);
        }
    }

    /** Delete the folder of a run, if it has one, without making the caller wait for it. */
    void delete(UUID run) {
        Path folder = root.resolve(run.toString());
        if (Files.exists(folder)) {
            Thread deletion = new Thread(() -> delete(folder), "gantry-delete-" + run);
            deletion.setDaemon(true);
            deletion.start();
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            log.warn("the work folder {} of a finished run cannot be deleted; delete it by hand", folder, e);
        }
    }

    void sweep(Predicate<UUID> finished) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> all = Files.list(root)) {
            all.forEach(folder -> sweep(folder, finished));
        } catch (IOException e) {
            log.warn("the work folders below {} cannot be listed", root, e);
        }
    }

    private void sweep(Path folder, Predicate<UUID> finished) {
        try {
            UUID run = UUID.fromString(String.valueOf(folder.getFileName()));
            if (finished.test(run)) {
                delete(folder);
            }
        } catch (IllegalArgumentException notOurs) {
            log.warn("{} is no run's folder; left alone", folder);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
