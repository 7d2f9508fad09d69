package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Keeps in the memory of this process what was not forced, so that the process takes it along when it is killed, as a power
 * cut would. Some sectors and names reach the disk unforced, in any order, as they do when a kernel writes back.
 *
 * <p>A new file has its first name at once. What MapDB writes is on the disk at once; its new name is not.
 */
final class CachedDisk extends DiskLayer {

    private final Disk real;
    private final int percentAtOnce;
    private final SplittableRandom random;
    private final Map<Path, CachedFile> files = new HashMap<>();
    private final Map<Path, UnforcedNames> folders = new HashMap<>();

    CachedDisk(Disk real, int percentAtOnce, long seed) {
        super(real);
        this.real = real;
        this.percentAtOnce = percentAtOnce;
        this.random = new SplittableRandom(seed);
    }

    private boolean atOnce() {
        return random.nextInt(100) < percentAtOnce;
    }

    private UnforcedNames namesIn(Path folder) {
        return folders.computeIfAbsent(folder, absent -> new UnforcedNames());
    }

    @Override
    public synchronized OpenFile open(Path file) throws IOException {
        UnforcedNames names = namesIn(file.getParent());
        if (names.hides(file)) {
            // The new file would else be the old one, for all that the disk knows.
            names.force(real);
        }
        CachedFile known = files.get(file);
        OpenFile open = real.open(known == null ? file : known.realName());
        if (known == null) {
            known = new CachedFile(file, open.size());
            files.put(file, known);
        }
        return new Cached(open, known);
    }

    @Override
    public synchronized OpenFile openToRead(Path file) throws IOException {
        if (namesIn(file.getParent()).hides(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return files.containsKey(file) ? open(file) : real.openToRead(file);
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        namesIn(folder).force(real);
        real.forceFolder(folder);
    }

    @Override
    public synchronized void rename(Path file, Path to) throws IOException {
        CachedFile moved = files.remove(file);
        if (moved == null) {
            moved = new CachedFile(file, Files.size(file));
        }
        files.put(to, moved);
        UnforcedNames names = namesIn(file.getParent());
        names.rename(moved, file, to);
        if (atOnce()) {
            names.force(real);
        }
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        CachedFile deleted = files.remove(file);
        if (deleted == null) {
            // MapDB looks past this layer, so what is gone must be gone for it too.
            real.delete(file);
            return;
        }
        UnforcedNames names = namesIn(file.getParent());
        names.delete(deleted, file);
        if (atOnce()) {
            names.force(real);
        }
    }

    @Override
    public synchronized List<Path> list(Path folder) throws IOException {
        return namesIn(folder).seenIn(real.list(folder));
    }

    private final class Cached implements OpenFile {

        private final OpenFile open;
        private final CachedFile file;

        private Cached(OpenFile open, CachedFile file) {
            this.open = open;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (CachedDisk.this) {
                file.write(open, bytes, position, CachedDisk.this::atOnce);
            }
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            synchronized (CachedDisk.this) {
                file.read(open, bytes, position);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (CachedDisk.this) {
                file.force(open);
            }
        }

        @Override
        public long size() {
            synchronized (CachedDisk.this) {
                return file.size();
            }
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }
}
