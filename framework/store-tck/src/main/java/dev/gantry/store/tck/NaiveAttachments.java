package dev.gantry.store.tck;

import dev.gantry.store.RemoteRun;
import dev.gantry.store.Stash;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoredFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a store should hold besides runs, whether or not these were submitted. */
final class NaiveAttachments {

    private final Map<UUID, Stash> stashes = new HashMap<>();
    private final Map<UUID, TreeMap<String, StoredFile>> files = new HashMap<>();
    private final Map<UUID, Set<RemoteRun>> remotes = new HashMap<>();
    private final Set<RemoteRun> remoteCancels = new HashSet<>();

    boolean putStash(StashWrite write, Instant now) {
        long version = stash(write.run()).map(Stash::version).orElse(0L);
        if (version != write.expected()) {
            return false;
        }
        stashes.put(write.run(), new Stash(write.json(), version + 1, write.writer(), now));
        return true;
    }

    Optional<Stash> stash(UUID run) {
        return Optional.ofNullable(stashes.get(run));
    }

    void putFile(UUID run, StoredFile file) {
        files.computeIfAbsent(run, absent -> new TreeMap<>()).put(file.name(), file);
    }

    List<StoredFile> files(UUID run) {
        return List.copyOf(files.getOrDefault(run, new TreeMap<>()).values());
    }

    void link(RemoteRun child) {
        remotes.computeIfAbsent(child.parent(), absent -> new HashSet<>()).add(child);
        remoteCancels.remove(child);
    }

    void confirm(RemoteRun child) {
        remoteCancels.remove(child);
    }

    void cancelRemotes(UUID parent) {
        remoteCancels.addAll(remotes.getOrDefault(parent, Set.of()));
    }

    Set<RemoteRun> remoteCancels() {
        return remoteCancels;
    }
}
