package dev.gantry.store.mapdb;

import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunDigest;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunTally;
import dev.gantry.store.TimeScale;
import dev.gantry.store.memory.Archive;
import dev.gantry.store.memory.Attachments;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.ProjectBoard;
import dev.gantry.store.memory.Row;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What readers see: the durable state of every run that is unfinished or not yet in a partition, before that of the
 * partitions. Written by the committer, read by all.
 */
final class Shelf implements Archive {

    private final Partitions partitions;
    private final Map<UUID, Row> rows = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, Row> byNumber = new ConcurrentSkipListMap<>();
    /** Those of them that do not wait: who looks for a few of these must not look through a million that do. */
    private final ConcurrentSkipListMap<Long, Row> begun = new ConcurrentSkipListMap<>();

    private final Map<IdempotencyKey, UUID> keys = new ConcurrentHashMap<>();
    private final Map<UUID, Attachments> prepared = new ConcurrentHashMap<>();
    private final Set<RemoteRun> remoteCancels = new LinkedHashSet<>();
    private final Children children = new Children();
    private final ProjectBoard board = new ProjectBoard();
    private final Map<String, Long> queued = new HashMap<>();
    private final AtomicLong queuedInAll = new AtomicLong();
    /** Runs past this number are on their way in: a reader sees all of their batch or none. */
    private volatile long lastNumber;

    Shelf(Partitions partitions) {
        this.partitions = partitions;
    }

    void publish(List<Change> changes) {
        long newest = lastNumber;
        synchronized (queued) {
            for (Change change : changes) {
                board.publish(change);
                if (change instanceof Change.OfRun ofRun) {
                    publish(ofRun);
                    newest = Math.max(newest, ofRun.after().run().number());
                } else if (change instanceof Change.Prepared ofPrepared) {
                    prepare(ofPrepared.run(), ofPrepared.after());
                } else if (change instanceof Change.RemoteCancel cancel) {
                    remoteCancel(cancel.child(), cancel.pending());
                }
            }
        }
        lastNumber = newest;
    }

    private void publish(Change.OfRun change) {
        Row row = change.after();
        put(row);
        if (change.before().isPresent()) {
            count(change.before().get().run(), -1);
        } else {
            // Only now: whoever does not find them prepared finds them on the run.
            prepared.remove(row.uuid());
        }
        count(row.run(), 1);
    }

    /** Take up what hangs on a run that nobody has submitted. */
    void prepare(UUID run, Attachments attachments) {
        if (attachments.isEmpty()) {
            prepared.remove(run);
        } else {
            prepared.put(run, attachments);
        }
    }

    /** Take up whether a run on another server is to be cancelled there. */
    void remoteCancel(RemoteRun child, boolean pending) {
        synchronized (remoteCancels) {
            if (pending) {
                remoteCancels.add(child);
            } else {
                remoteCancels.remove(child);
            }
        }
    }

    List<RemoteRun> remoteCancels() {
        synchronized (remoteCancels) {
            return List.copyOf(remoteCancels);
        }
    }

    /** What readers see of projects. */
    ProjectBoard board() {
        return board;
    }

    /** What hangs on a run, whether or not somebody has submitted it; empty if nothing is known of it. */
    Optional<Attachments> attachments(UUID run) {
        Attachments early = prepared.get(run);
        return early != null ? Optional.of(early) : find(run).map(Row::attachments);
    }

    /** Take up a run as it was before a restart. */
    void load(Row row) {
        synchronized (queued) {
            put(row);
            count(row.run(), 1);
            board.load(row.run());
        }
        lastNumber = Math.max(lastNumber, row.run().number());
    }

    private void put(Row row) {
        replace(row);
        children.add(row.run());
        IdempotencyKey.of(row.run().request()).ifPresent(key -> keys.put(key, row.uuid()));
    }

    private void count(Run run, int by) {
        if (run.state() == RunState.QUEUED) {
            queued.merge(run.jobType(), (long) by, (before, change) -> before + change == 0 ? null : before + change);
            queuedInAll.addAndGet(by);
        }
    }

    /** Hold a run in another way. */
    void replace(Row same) {
        long number = same.run().number();
        rows.put(same.uuid(), same);
        byNumber.put(number, same);
        if (same.run().state() == RunState.QUEUED) {
            begun.remove(number);
        } else {
            begun.put(number, same);
        }
    }

    /** A run as it is held here; null if it is in a partition alone, or nowhere. */
    Row held(UUID uuid) {
        return rows.get(uuid);
    }

    /** Whether a run is held here, not in a partition alone. */
    boolean isHeld(UUID uuid) {
        return rows.containsKey(uuid);
    }

    /** Whether a finished run is held here as it was then: neither retried since nor given a stash or file. */
    boolean holds(Row finished) {
        return finished.equals(rows.get(finished.uuid()));
    }

    /** Let go of finished runs that are in a partition now, unless they were retried since. */
    void remove(List<Row> finished) {
        for (Row row : finished) {
            if (rows.remove(row.uuid(), row)) {
                byNumber.remove(row.run().number(), row);
                begun.remove(row.run().number(), row);
                children.remove(row.run());
                IdempotencyKey.of(row.run().request()).ifPresent(keys::remove);
            }
        }
    }

    /** Whether a run is held here, so that what the partitions say of it is old. */
    boolean shadows(long number) {
        return byNumber.containsKey(number);
    }

    /** The runs that are held with numbers in a range, rising. */
    Iterator<Row> from(long first, long last) {
        return byNumber.subMap(first, true, Math.max(first, last), true)
                .values()
                .iterator();
    }

    Map<String, Long> queued() {
        synchronized (queued) {
            return new TreeMap<>(queued);
        }
    }

    long queuedInAll() {
        return queuedInAll.get();
    }

    @Override
    public Optional<Row> find(UUID uuid) {
        Row row = rows.get(uuid);
        return row != null ? Optional.of(row) : partitions.row(uuid);
    }

    @Override
    public Optional<Run> run(UUID uuid) {
        Row row = rows.get(uuid);
        return row != null ? Optional.of(row.run()) : partitions.find(uuid);
    }

    @Override
    public Optional<Row> find(IdempotencyKey key) {
        UUID uuid = keys.get(key);
        return uuid != null ? find(uuid) : partitions.row(key);
    }

    List<Run> list(RunQuery query) {
        NavigableMap<Long, Run> found = new TreeMap<>();
        held(query.filter(), Math.min(query.below().orElse(Long.MAX_VALUE), lastNumber + 1))
                .filter(query::matches)
                .limit(query.limit())
                .forEach(run -> found.put(run.number(), run));
        partitions.list(query, this::shadows, found);
        return found.descendingMap().values().stream().limit(query.limit()).toList();
    }

    /** The run with the lowest number past one, wherever it is; empty past the last. */
    Optional<Row> next(long after) {
        Map.Entry<Long, Row> here = byNumber.higherEntry(after);
        long elsewhere = partitions.next(after);
        if (here != null && here.getKey() <= elsewhere) {
            return Optional.of(here.getValue());
        }
        return elsewhere == Long.MAX_VALUE ? Optional.empty() : partitions.row(elsewhere);
    }

    /** The runs that something hangs on and that nobody has submitted. */
    Set<UUID> unsubmitted() {
        return Set.copyOf(prepared.keySet());
    }

    /** The runs that are held here with numbers below one, newest first; of children only those that are meant. */
    private Stream<Run> held(RunFilter filter, long below) {
        Set<UUID> parents = filter.kin().parents();
        Stream<Row> held = parents.isEmpty()
                ? eligible(filter).headMap(below, false).descendingMap().values().stream()
                : children.of(parents, below).mapToObj(byNumber::get).filter(Objects::nonNull);
        return held.map(Row::run);
    }

    private NavigableMap<Long, Row> eligible(RunFilter filter) {
        boolean mayWait = filter.states().isEmpty() || filter.states().contains(RunState.QUEUED);
        return mayWait ? byNumber : begun;
    }

    RunTally tally(RunFilter filter, TimeScale scale) {
        RunTally.Counter counter = new RunTally.Counter(scale);
        LongStream.Builder numbers = LongStream.builder();
        // What is in a partition already when it is looked into must not count twice.
        for (Row row : byNumber.headMap(lastNumber, true).values()) {
            numbers.add(row.run().number());
            if (filter.matches(row.run())) {
                counter.add(row.run());
            }
        }
        partitions.tally(filter, numbers.build().toArray(), scale, counter);
        return counter.tally();
    }

    Optional<RunDigest> digest(UUID uuid) {
        Row row = rows.get(uuid);
        Optional<LogDigest> log = row != null ? Optional.of(row.log().digest()) : partitions.digest(uuid);
        return log.map(found -> new RunDigest(found, countChildren(uuid)));
    }

    private long countChildren(UUID uuid) {
        long[] here = children.of(uuid);
        return here.length + partitions.countChildren(uuid, here);
    }
}
