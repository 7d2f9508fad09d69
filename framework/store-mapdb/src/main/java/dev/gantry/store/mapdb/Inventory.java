package dev.gantry.store.mapdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of the files that hold runs, so that one that is deleted behind the store's back is missed.
 *
 * <p>A file is listed once its name is forced and before anything in it counts; it is struck off before it goes. A file that
 * is there and not listed counts too; a folder without a list has none missing. One line each, {@code keep} for a file that
 * must be there and {@code drop} for one that must go, and the checksum of these lines. Thread-safe.
 */
final class Inventory {

    private static final String NAME = "inventory";
    private static final String KEEP = "keep ";
    private static final String DROP = "drop ";
    private static final String CHECKSUM = "crc32c ";
    private static final int MAX_BYTES = 1 << 26;

    private final Disk disk;
    private final Path folder;
    private final Path file;
    private Set<Path> kept = new TreeSet<>();
    private Set<Path> dropped = new TreeSet<>();

    private Inventory(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /** Read the list of a folder, and let go of what was meant to go; what is missing is damage. */
    static Inventory open(Disk disk, Path folder, List<Path> subfolders) throws IOException {
        Inventory inventory = new Inventory(disk, folder);
        if (disk.list(folder).contains(inventory.file)) {
            inventory.parse(inventory.read());
        }
        Set<Path> there = new HashSet<>();
        for (Path subfolder : subfolders) {
            there.addAll(disk.list(subfolder));
        }
        for (Path each : inventory.kept) {
            if (!there.contains(each)) {
                throw Damage.missing(each, inventory.file);
            }
        }
        for (Path each : inventory.dropped) {
            if (there.contains(each)) {
                disk.delete(each);
                disk.forceFolder(each.getParent());
            }
        }
        inventory.dropped.clear();
        return inventory;
    }

    private String read() throws IOException {
        try (Disk.OpenFile open = disk.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_BYTES, open.size()));
            open.read(bytes, 0);
            return UTF_8.decode(bytes.flip()).toString();
        }
    }

    private void parse(String text) {
        int lines = text.lastIndexOf(CHECKSUM);
        if (lines < 0 || !text.equals(withChecksum(text.substring(0, lines)))) {
            throw Damage.in(file, 0, "the list of the files fails its checksum");
        }
        text.substring(0, lines).lines().forEach(line -> {
            boolean keep = line.startsWith(KEEP);
            (keep ? kept : dropped).add(folder.resolve(line.substring(KEEP.length())));
        });
    }

    private static String withChecksum(String lines) {
        byte[] bytes = lines.getBytes(UTF_8);
        return "%s%s%08x%n".formatted(lines, CHECKSUM, Checksum.of(ByteBuffer.wrap(bytes), 0, bytes.length));
    }

    /** Whether a file was never listed, though others are: nothing in it ever counted. */
    synchronized boolean lacks(Path file) {
        return !kept.isEmpty() && !kept.contains(file);
    }

    /** List files that are there. */
    synchronized void keep(Collection<Path> files) throws IOException {
        Set<Path> more = new TreeSet<>(kept);
        more.addAll(files);
        change(more, dropped);
    }

    /** Strike files off: they need not be there any more. */
    synchronized void release(Collection<Path> files) throws IOException {
        Set<Path> fewer = new TreeSet<>(kept);
        fewer.removeAll(files);
        change(fewer, dropped);
    }

    /** Decide that files go: they count no more, even if they are still there after a restart. */
    synchronized void drop(Collection<Path> going) throws IOException {
        Set<Path> fewer = new TreeSet<>(kept);
        fewer.removeAll(going);
        Set<Path> more = new TreeSet<>(dropped);
        more.addAll(going);
        change(fewer, more);
    }

    /** A file that was to go is gone; that need not be written before something else is. */
    synchronized void gone(Path file) {
        dropped.remove(file);
    }

    private void change(Set<Path> nextKept, Set<Path> nextDropped) throws IOException {
        if (nextKept.equals(kept) && nextDropped.equals(dropped)) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        nextKept.forEach(each -> lines.append(KEEP).append(name(each)).append('\n'));
        nextDropped.forEach(each -> lines.append(DROP).append(name(each)).append('\n'));
        write(withChecksum(lines.toString()));
        kept = nextKept;
        dropped = nextDropped;
    }

    private String name(Path each) {
        return folder.relativize(each).toString().replace('\\', '/');
    }

    private void write(String text) throws IOException {
        Path next = folder.resolve(NAME + ".new");
        disk.delete(next);
        try (Disk.OpenFile open = disk.open(next)) {
            open.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
            open.force();
        }
        disk.rename(next, file);
        disk.forceFolder(folder);
    }
}
