package dev.gantry.examples.files;

import dev.gantry.job.RunContext;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds the files below a folder and how large they are. Links are not followed; what cannot be read is a warning. */
final class FileTree extends SimpleFileVisitor<Path> {

    private final RunContext<?> run;
    private final NavigableMap<Path, Long> sizes = new TreeMap<>();

    private FileTree(RunContext<?> run) {
        this.run = run;
    }

    /** The regular files, in the order of their paths, each with its size in bytes. */
    static NavigableMap<Path, Long> sizesBelow(Path folder, RunContext<?> run) throws IOException {
        FileTree tree = new FileTree(run);
        Files.walkFileTree(folder, tree);
        return tree.sizes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        run.checkCancelled();
        run.keepAlive();
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            sizes.put(file, attributes.size());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        run.warning("cannot read %s: %s".formatted(file, failure));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
        if (failure != null) {
            run.warning("cannot list all of %s: %s".formatted(folder, failure));
        }
        return FileVisitResult.CONTINUE;
    }
}
