package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.RemoteRun;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hangs on a run: its stash, its files, and what it queued on other servers. Immutable. Most runs have none of it.
 *
 * @param stash its stash
 * @param files its files by their names
 * @param remotes its children on other servers, in the order in which they were linked
 */
public record Attachments(Optional<Stash> stash, SortedMap<String, StoredFile> files, Set<RemoteRun> remotes) {

    /** Nothing. */
    public static final Attachments NONE = new Attachments(Optional.empty(), new TreeMap<>(), Set.of());

    public Attachments {
        requireNonNull(stash, "stash is null");
        files = Collections.unmodifiableSortedMap(files);
        remotes = Collections.unmodifiableSet(remotes);
    }

    /** Attachments in the making. */
    public static final class Builder {

        private final SortedMap<String, StoredFile> files = new TreeMap<>();
        private final Set<RemoteRun> remotes = new LinkedHashSet<>();
        private Optional<Stash> stash = Optional.empty();

        /** Add one, in place of what it replaces. */
        public Builder add(Attached more) {
            if (more instanceof Attached.ToStash to) {
                stash = Optional.of(to.stash());
            } else if (more instanceof Attached.ToFiles to) {
                files.put(to.file().name(), to.file());
            } else if (more instanceof Attached.ToRemotes to) {
                remotes.add(to.child());
            }
            return this;
        }

        /** What was added; nothing may be added after that. */
        public Attachments build() {
            boolean none = stash.isEmpty() && files.isEmpty() && remotes.isEmpty();
            return none ? NONE : new Attachments(stash, files, remotes);
        }
    }

    /** These and one more. */
    public Attachments with(Attached more) {
        Builder all = new Builder();
        all.stash = stash;
        all.files.putAll(files);
        all.remotes.addAll(remotes);
        return all.add(more).build();
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return stash.isEmpty() && files.isEmpty() && remotes.isEmpty();
    }

    /** The files in the order of their names. */
    public List<StoredFile> listed() {
        return List.copyOf(files.values());
    }

    /** The ids of the contents that have names. */
    public Set<String> contents() {
        return files.values().stream().map(file -> file.content().id()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether all of it was written before a moment. */
    boolean olderThan(Instant moment) {
        return Stream.concat(
                        stash.stream().map(Stash::at), files.values().stream().map(StoredFile::at))
                .allMatch(at -> at.isBefore(moment));
    }
}
