package dev.gantry.store.files;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.StoredFile;
import dev.gantry.store.StoredFile.Content;
import dev.gantry.store.UploadTakenException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Contents in a folder, one folder in it for each run. A content is forced, with its name, before {@link Upload#finish()}
 * answers; an upload that was cut off goes on from what reached the disk.
 */
public final class FolderContents implements FileContents {

    private static final Logger LOGGER = System.getLogger(FolderContents.class.getName());
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String PART = ".part";

    private final Path root;
    private final InstantSource clock;
    private final Opener opener;
    /** Guards which files and folders there are. */
    private final Object lock = new Object();

    private final Set<Path> open = new HashSet<>();
    /** Runs that may have something without a name. */
    private final Set<UUID> touched = new HashSet<>();

    /** Taken hold of under the lock, let go of without it: a thread of the store must not wait for a disk. */
    private final Map<Path, Integer> held = new ConcurrentHashMap<>();

    /** Opens a file for reading and writing, made if absent. */
    @FunctionalInterface
    interface Opener {
        RandomAccessFile open(Path file) throws IOException;
    }

    /** Keep contents in a folder, which is made once there is one. */
    public FolderContents(Path root, InstantSource clock) {
        this(root, clock, file -> new RandomAccessFile(file.toFile(), "rw"));
    }

    FolderContents(Path root, InstantSource clock, Opener opener) {
        this.root = requireNonNull(root, "root is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.opener = opener;
    }

    private Path folder(UUID run) {
        return root.resolve(run.toString());
    }

    private Path content(UUID run, Content content) throws FileNotFoundException {
        if (!ID.matcher(content.id()).matches()) {
            throw new FileNotFoundException("run %s has no content \"%s\"".formatted(run, content.id()));
        }
        return folder(run).resolve(content.id());
    }

    @Override
    public Upload upload(UUID run, String upload) throws IOException {
        Path path = partial(run, upload);
        RandomAccessFile file;
        synchronized (lock) {
            if (!open.add(path)) {
                throw UploadTakenException.isOpen(run, upload);
            }
            try {
                touched.add(run);
                makeFolder(run);
                file = opener.open(path);
            } catch (IOException | RuntimeException e) {
                open.remove(path);
                throw e;
            }
        }
        try {
            return new PartialContent(path, file, this);
        } catch (IOException | RuntimeException e) {
            closed(path);
            file.close();
            throw e;
        }
    }

    private Path partial(UUID run, String upload) {
        if (!ID.matcher(upload).matches()) {
            throw new IllegalArgumentException(
                    "the upload is called \"%s\"; expected 1 to 64 letters, digits, '_' or '-'".formatted(upload));
        }
        return folder(run).resolve(upload + PART);
    }

    @Override
    public long received(UUID run, String upload) throws IOException {
        try {
            return Files.size(partial(run, upload));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void makeFolder(UUID run) throws IOException {
        Path folder = folder(run);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Undisturbed.forceFolder(root);
        }
    }

    /** Give a content that is forced a name of its own; that name. */
    String complete(PartialContent partial) throws IOException {
        String id = UUID.randomUUID().toString();
        Path folder = requireNonNull(partial.path().getParent());
        Files.setLastModifiedTime(partial.path(), FileTime.from(clock.instant()));
        Files.move(partial.path(), folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        Undisturbed.forceFolder(folder);
        return id;
    }

    void forget(PartialContent partial) throws IOException {
        Files.delete(partial.path());
    }

    void closed(Path path) {
        synchronized (lock) {
            open.remove(path);
        }
    }

    /** Nobody writes to an upload at the moment: how long it may stay counts from now, by the clock that says when it goes. */
    void rests(Path path) throws IOException {
        synchronized (lock) {
            if (!open.contains(path) && Files.exists(path)) {
                Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
            }
        }
    }

    @Override
    public ReadableByteChannel open(UUID run, Content content, long from) throws IOException {
        Path path = content(run, content);
        ContentChannel bytes = new ContentChannel(path, from);
        return from == 0 ? new CheckedContent(path, bytes, content) : bytes;
    }

    /**
     * Give a content its name, which a store does; it is not swept meanwhile. Fails with a {@link NoSuchElementException}
     * if there is no such content.
     *
     * @param naming names it, and answers with the content that has lost its name by that, if one has
     * @param housekeeper deletes that one; who reads it goes on
     */
    public CompletableFuture<StoredFile> name(
            FileWrite write, Supplier<CompletableFuture<Optional<Content>>> naming, Executor housekeeper) {
        if (!hold(write.run(), write.file().content())) {
            return CompletableFuture.failedFuture(
                    new NoSuchElementException("run %s has no content \"%s\"; upload it first"
                            .formatted(write.run(), write.file().content().id())));
        }
        return naming.get()
                .whenComplete(
                        (replaced, failure) -> release(write.run(), write.file().content()))
                .thenApply(replaced -> {
                    replaced.ifPresent(content -> housekeeper.execute(() -> delete(write.run(), content)));
                    return write.file();
                });
    }

    private boolean hold(UUID run, Content content) {
        synchronized (lock) {
            try {
                Path path = content(run, content);
                boolean there = Files.isRegularFile(path);
                if (there) {
                    held.merge(path, 1, Integer::sum);
                }
                return there;
            } catch (FileNotFoundException e) {
                return false;
            }
        }
    }

    private void release(UUID run, Content content) {
        held.computeIfPresent(folder(run).resolve(content.id()), (path, times) -> times == 1 ? null : times - 1);
    }

    private void delete(UUID run, Content content) {
        synchronized (lock) {
            try {
                Path path = content(run, content);
                if (!held.containsKey(path)) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                LOGGER.log(
                        Level.WARNING,
                        "cannot delete content %s of run %s, which has lost its name; tried again after a day"
                                .formatted(content.id(), run),
                        e);
            }
        }
    }

    /** The runs that have a folder. */
    Set<UUID> runs() throws IOException {
        Set<UUID> runs = new HashSet<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
                for (Path folder : folders) {
                    run(folder).ifPresent(runs::add);
                }
            }
        }
        return runs;
    }

    boolean isThere(UUID run) {
        return Files.isDirectory(folder(run));
    }

    /** The runs that may have something without a name. */
    Set<UUID> touched() {
        synchronized (lock) {
            return Set.copyOf(touched);
        }
    }

    private static Optional<UUID> run(Path folder) {
        String name = nameOf(folder);
        try {
            return Optional.of(UUID.fromString(name))
                    .filter(run -> run.toString().equals(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Delete the uploads of a run, and the contents that nobody named, that were last written before a moment.
     *
     * @param names yields the ids of the contents that have names. Asked when no more can be taken hold of: what is given
     *     its name meanwhile is either held or among them
     */
    void sweep(UUID run, Supplier<Set<String>> names, Instant moment) throws IOException {
        synchronized (lock) {
            touched.remove(run);
            Path folder = folder(run);
            if (!Files.isDirectory(folder)) {
                return;
            }
            Set<Path> inUse = inUse();
            Set<String> named = names.get();
            boolean empty = true;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    boolean hasName = named.contains(nameOf(file));
                    boolean stays = hasName || inUse.contains(file) || !sweep(file, moment);
                    empty &= !stays;
                    if (stays && !hasName) {
                        touched.add(run);
                    }
                }
            }
            if (empty) {
                Files.deleteIfExists(folder);
            }
        }
    }

    private Set<Path> inUse() {
        Set<Path> inUse = new HashSet<>(open);
        inUse.addAll(held.keySet());
        return inUse;
    }

    private static boolean sweep(Path file, Instant moment) throws IOException {
        boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        return old && Files.deleteIfExists(file);
    }

    private static String nameOf(Path file) {
        return requireNonNull(file.getFileName()).toString();
    }
}
