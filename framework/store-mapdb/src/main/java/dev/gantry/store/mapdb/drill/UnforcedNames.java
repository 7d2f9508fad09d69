package dev.gantry.store.mapdb.drill;

import dev.gantry.store.mapdb.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Renames and deletes in a folder that nobody forced: seen by this process, but lost when it dies. Kept in their order. */
final class UnforcedNames {

    private final Deque<Change> changes = new ArrayDeque<>();

    /** A file has another name, or none any more. */
    private record Change(CachedFile file, Path from, Optional<Path> to) {}

    void rename(CachedFile file, Path from, Path to) {
        changes.add(new Change(file, from, Optional.of(to)));
    }

    void delete(CachedFile file, Path from) {
        changes.add(new Change(file, from, Optional.empty()));
    }

    /** Whether a file under this name is there for all others, but not for this process. */
    boolean hides(Path name) {
        return changes.stream().anyMatch(change -> change.from().equals(name));
    }

    /** What a folder holds for this process, given what it holds for all others. */
    List<Path> seenIn(List<Path> real) {
        List<Path> seen = new ArrayList<>(real);
        for (Change change : changes) {
            seen.remove(change.from());
            change.to().ifPresent(seen::add);
        }
        return seen;
    }

    /** Let all others see them too. */
    void force(Disk disk) throws IOException {
        while (!changes.isEmpty()) {
            Change next = changes.element();
            if (next.to().isPresent()) {
                disk.rename(next.from(), next.to().get());
                next.file().called(next.to().get());
            } else {
                disk.delete(next.from());
            }
            changes.remove();
        }
    }
}
