package dev.gantry.engine.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that runs work in: one a run, made when asked for, gone when the run is finished. */
final class WorkFolders {

    private static final Logger log = LoggerFactory.getLogger(WorkFolders.class);

    private final Path root;

    /** The runs that have one: to look for each that ends on the disk would be much of what a short run costs. */
    private final Set<UUID> made = ConcurrentHashMap.newKeySet();

    WorkFolders(Path root) {
        this.root = root;
    }

    Path folderOf(UUID run) {
        made.add(run);
        try {
            return Files.createDirectories(root.resolve(run.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the work folder of run %s below %s".formatted(run, root), e);
        }
    }

    /** Delete the folder of a run, if it has one, without making the caller wait for it. */
    void delete(UUID run) {
        if (made.remove(run)) {
            Path folder = root.resolve(run.toString());
            Thread deletion = new Thread(() -> delete(folder), "gantry-delete-" + run);
            deletion.setDaemon(true);
            deletion.start();
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            log.warn("the work folder {} of a finished run cannot be deleted; delete it by hand", folder, e);
        }
    }

    /** Delete the folders of finished runs that an earlier process left, and remember the others. */
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
            } else {
                made.add(run);
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
