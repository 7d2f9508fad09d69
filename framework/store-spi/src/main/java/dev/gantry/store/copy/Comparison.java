package dev.gantry.store.copy;

import dev.gantry.store.Belongings;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What differs between two stores. */
final class Comparison {

    private final CopyableStore source;
    private final CopyableStore target;
    private final FileCopy files;
    private final List<String> differences = new ArrayList<>();
    private long equal;

    Comparison(CopyableStore source, CopyableStore target, FileCopy files) {
        this.source = source;
        this.target = target;
        this.files = files;
    }

    List<String> differences() {
        return differences;
    }

    /** How many runs were the same on both sides. */
    long equal() {
        return equal;
    }

    private void differ(String what) {
        if (differences.size() < CopyReport.MOST_DIFFERENCES) {
            differences.add(what);
        }
    }

    /**
     * Compare the runs with numbers in a range, until more differ than are told.
     *
     * @param reached is told the number of each run that was compared
     */
    void runs(long after, long upTo, LongConsumer reached) {
        RecordCursor here = new RecordCursor(source, "the source", after, upTo);
        RecordCursor there = new RecordCursor(target, "the target", after, upTo);
        while (differences.size() < CopyReport.MOST_DIFFERENCES
                && (here.peek().isPresent() || there.peek().isPresent())) {
            long left = number(here.peek());
            long right = number(there.peek());
            if (left < right) {
                differ("run %s is not in the target"
                        .formatted(here.peek().orElseThrow().run().uuid()));
                here.advance();
            } else if (right < left) {
                differ("run %s is in the target and not in the source"
                        .formatted(there.peek().orElseThrow().run().uuid()));
                there.advance();
            } else {
                compare(here.peek().orElseThrow(), there.peek().orElseThrow());
                here.advance();
                there.advance();
            }
            reached.accept(Math.min(left, right));
        }
    }

    private static long number(Optional<RunRecord> next) {
        return next.map(record -> record.run().number()).orElse(Long.MAX_VALUE);
    }

    private void compare(RunRecord left, RunRecord right) {
        UUID uuid = left.run().uuid();
        String here = RecordDigest.of(left);
        String there = RecordDigest.of(right);
        if (!uuid.equals(right.run().uuid())) {
            differ("number %d is run %s in the source and run %s in the target"
                    .formatted(left.run().number(), uuid, right.run().uuid()));
        } else if (!here.equals(there)) {
            differ("run %s: its checksum is %s in the source and %s in the target".formatted(uuid, here, there));
        } else {
            List<String> faults = files.faults(right.belongings());
            faults.forEach(this::differ);
            equal += faults.isEmpty() ? 1 : 0;
        }
    }

    /** Compare all that belongs to no run that was submitted. */
    void besides() {
        Set<UUID> unsubmitted = new HashSet<>(source.unsubmitted());
        unsubmitted.addAll(target.unsubmitted());
        for (UUID run : unsubmitted) {
            Belongings right = belongings(target, run);
            if (!RecordDigest.of(belongings(source, run)).equals(RecordDigest.of(right))) {
                differ("run %s, which nobody has submitted: its stash or files differ".formatted(run));
            } else {
                files.faults(right).forEach(this::differ);
            }
        }
        if (!limits(source).equals(limits(target))) {
            differ("the concurrency of projects is %s in the source and %s in the target"
                    .formatted(limits(source), limits(target)));
        }
        Set<RemoteRun> left = Set.copyOf(source.remoteCancels());
        Set<RemoteRun> right = Set.copyOf(target.remoteCancels());
        if (!left.equals(right)) {
            differ("the runs to be cancelled on other servers are %s in the source and %s in the target"
                    .formatted(left, right));
        }
    }

    private static Map<String, Integer> limits(CopyableStore store) {
        Map<String, Integer> limits = new HashMap<>(store.concurrencies());
        limits.values().removeIf(limit -> limit == 1);
        return limits;
    }

    static Belongings belongings(CopyableStore store, UUID run) {
        return new Belongings(run, store.stash(run), store.files(run));
    }
}
