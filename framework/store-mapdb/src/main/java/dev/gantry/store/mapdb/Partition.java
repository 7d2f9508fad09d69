package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunDigest.LogDigest;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunFilter.Outcome;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Span;
import dev.gantry.store.RunState;
import dev.gantry.store.RunTally;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.TimeScale;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Row;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Finished runs in a sealed file. Thread-safe; once it is closed it holds nothing. */
final class Partition implements Closeable {

    private final Path path;
    private final PartitionFile file;
    private final int buckets;
    private final Contents contents;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Partition(Path path, PartitionFile file, int buckets, Contents contents) {
        this.path = path;
        this.file = file;
        this.buckets = buckets;
        this.contents = contents;
    }

    /** Open a partition, and find out whether it is one. */
    static Partition open(Path path) {
        try {
            PartitionFile file = PartitionFile.open(path);
            try {
                ByteReader in =
                        Sealed.open(file.catalog(PartitionWriter.CONTENTS)).orElseThrow();
                return new Partition(path, file, in.getSmall(), Contents.read(in));
            } catch (RuntimeException | Error e) {
                file.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            throw Damage.in(path, "it cannot be opened: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    Contents contents() {
        return contents;
    }

    /** What says of things that they are surely not here. */
    Sketch sketch() {
        return read(() -> Optional.of(Sketch.read(checked(file.catalog(PartitionWriter.SKETCH), "the sketch"))))
                .orElseThrow(() -> new IllegalStateException("partition %s is closed".formatted(path)));
    }

    /** Read under the lock; MapDB answers damage with whatever comes, assertions included. */
    private <T> Optional<T> read(Supplier<Optional<T>> reading) {
        lock.readLock().lock();
        try {
            return closed ? Optional.empty() : reading.get();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | AssertionError | InternalError e) {
            throw Damage.in(path, "it cannot be read: " + e, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private ByteReader checked(byte[] record, String what) {
        return Sealed.open(record).orElseThrow(() -> Damage.in(path, what + " fails its checksum", null));
    }

    private Run runAt(int index) {
        return runAt(index, run -> {});
    }

    private Run runAt(int index, Consumer<ByteReader> behindIt) {
        long number = contents.numbers().at(index);
        ByteReader in = checked(file.run(number), "run " + number);
        Run run = RunCodec.getRun(in);
        if (run.number() != number) {
            throw Damage.in(path, "run %d lies in the place of run %d".formatted(run.number(), number), null);
        }
        behindIt.accept(in);
        return run;
    }

    private Row rowOf(Run run) {
        ByteReader body = checked(file.body(run.number()), "the body of run " + run.number());
        if (body.getNumber() != run.number()) {
            throw Damage.in(path, "the body of another run lies in the place of that of run " + run.number(), null);
        }
        return RunCodec.getBody(body, run);
    }

    private ByteReader bucket(int number) {
        ByteReader bucket = checked(file.bucket(number), "a bucket of hashes");
        if (bucket.getSmall() != number) {
            throw Damage.in(path, "a bucket of hashes lies in the place of another", null);
        }
        return bucket;
    }

    /** The log of a run in short. */
    Optional<LogDigest> digest(UUID uuid) {
        return read(() -> {
            long hash = Hash.of(uuid);
            for (int index : Buckets.indexes(bucket(Buckets.bucketOf(hash, buckets)), hash)
                    .toArray()) {
                List<LogDigest> digest = new ArrayList<>(1);
                if (runAt(index, in -> digest.add(RunCodec.getDigest(in)))
                        .uuid()
                        .equals(uuid)) {
                    return Optional.of(digest.get(0));
                }
            }
            return Optional.empty();
        });
    }

    private Optional<Run> find(long hash, Predicate<Run> isRight) {
        return read(() -> {
            ByteReader bucket = bucket(Buckets.bucketOf(hash, buckets));
            return Buckets.indexes(bucket, hash)
                    .mapToObj(this::runAt)
                    .filter(isRight)
                    .findFirst();
        });
    }

    Optional<Run> find(UUID uuid) {
        return find(Hash.of(uuid), run -> run.uuid().equals(uuid));
    }

    Optional<Row> row(UUID uuid) {
        return find(uuid).flatMap(this::row);
    }

    Optional<Row> row(IdempotencyKey key) {
        return find(Hash.of(key), run -> IdempotencyKey.of(run.request()).equals(Optional.of(key)))
                .flatMap(this::row);
    }

    /** The run with a number, if it is here. */
    Optional<Row> row(long number) {
        return contents.numbers().contain(number)
                ? read(() -> Optional.of(rowOf(runAt(contents.numbers().below(number)))))
                : Optional.empty();
    }

    private Optional<Row> row(Run run) {
        return read(() -> Optional.of(rowOf(run)));
    }

    /** How many runs are here and not shadowed. */
    long count(LongPredicate shadowed) {
        return contents.numbers().stream()
                .filter(number -> !shadowed.test(number))
                .count();
    }

    /** The runs that are here with files and not shadowed. */
    List<UUID> withFiles(LongPredicate shadowed) {
        List<UUID> uuids = new ArrayList<>();
        read(() -> {
            BitSet having = posting(Terms.files());
            having.stream()
                    .filter(index -> !shadowed.test(contents.numbers().at(index)))
                    .forEach(index -> uuids.add(runAt(index).uuid()));
            return Optional.empty();
        });
        return uuids;
    }

    /** Hand over up to {@code limit} runs that are asked for, newest first, except those that are shadowed. */
    void list(RunQuery query, LongPredicate shadowed, Consumer<Run> found) {
        read(() -> {
            BitSet candidates = candidates(query.filter());
            candidates.clear(
                    contents.numbers().below(query.below().orElse(Long.MAX_VALUE)),
                    contents.numbers().size() + 1);
            if (!query.filter().outcome().equals(Outcome.ANY)) {
                figures().retain(query.filter(), candidates);
            }
            int limit = query.limit();
            for (int i = candidates.length() - 1; i >= 0 && limit > 0; i = candidates.previousSetBit(i - 1)) {
                if (shadowed.test(contents.numbers().at(i))) {
                    continue;
                }
                Run run = runAt(i);
                if (query.matches(run)) {
                    found.accept(run);
                    limit--;
                }
            }
            return Optional.empty();
        });
    }

    /** Count the runs that are meant, but for those whose bits somebody clears. */
    void count(RunFilter filter, Consumer<BitSet> clear, TimeScale scale, RunTally.Counter counter) {
        read(() -> {
            BitSet candidates = candidates(filter);
            clear.accept(candidates);
            if (!candidates.isEmpty() && !countByState(filter, candidates, scale, counter)) {
                Figures figures = figures();
                figures.retain(filter, candidates);
                figures.count(candidates, scale, counter);
            }
            return Optional.empty();
        });
    }

    /** Count by the indexes of the states, which are a bit a run where the figures are 32 bytes; false if they do not tell. */
    private boolean countByState(RunFilter filter, BitSet candidates, TimeScale scale, RunTally.Counter counter) {
        if (scale.count() > 0
                || !filter.created().equals(Span.ALWAYS)
                || !filter.outcome().equals(Outcome.ANY)) {
            return false;
        }
        Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
        for (RunState state : RunState.values()) {
            if (file.posting(Terms.state(state)) != null) {
                BitSet having = posting(Terms.state(state));
                having.and(candidates);
                counts.put(state, having.cardinality());
            }
        }
        // A tag may have the number of a state: then some run would count twice. A run that counts nowhere is damage.
        if (counts.values().stream().mapToInt(Integer::intValue).sum() != candidates.cardinality()) {
            return false;
        }
        counts.forEach((state, runs) -> {
            if (runs > 0) {
                counter.add(state, -1, runs);
            }
        });
        return true;
    }

    /** Count the children of a run, but for those whose bits somebody clears. */
    long countChildren(UUID parent, Consumer<BitSet> clear) {
        return read(() -> {
                    BitSet children = posting(Terms.parent(parent));
                    clear.accept(children);
                    return Optional.of((long) children.cardinality());
                })
                .orElse(0L);
    }

    private Figures figures() {
        return Figures.read(checked(file.catalog(PartitionWriter.FIGURES), "the figures"));
    }

    private BitSet candidates(RunFilter filter) {
        BitSet candidates = new BitSet();
        candidates.set(0, contents.numbers().size());
        for (Set<Integer> oneOf : Terms.of(filter)) {
            if (candidates.isEmpty()) {
                break;
            }
            BitSet having = new BitSet();
            // Of many terms next to none is here, and each that is not would have the list of terms read.
            int[] here = oneOf.size() > 1 ? terms() : new int[0];
            oneOf.stream()
                    .filter(term -> oneOf.size() == 1 || Arrays.binarySearch(here, term) >= 0)
                    .forEach(term -> having.or(posting(term)));
            candidates.and(having);
        }
        return candidates;
    }

    private BitSet posting(int term) {
        byte[] record = file.posting(term);
        if (record == null && Arrays.binarySearch(terms(), term) < 0) {
            return new BitSet();
        }
        ByteReader in = checked(record, "an index");
        if (in.getSmall() != term) {
            throw Damage.in(path, "an index lies in the place of another", null);
        }
        return Posting.read(in);
    }

    /** All terms, rising. */
    private int[] terms() {
        ByteReader in = checked(file.catalog(PartitionWriter.TERMS), "the list of indexes");
        int[] terms = new int[in.getSmall()];
        Arrays.setAll(terms, i -> in.getInt());
        return terms;
    }

    /** Read everything once, so that damage is found before the journal is let go of. */
    void check() {
        read(() -> {
            // Most rows share their terms, and a posting is as long as there are rows: each is checked once.
            Set<Integer> terms = new HashSet<>();
            for (int i = 0; i < contents.numbers().size(); i++) {
                terms.addAll(PartitionWriter.terms(rowOf(runAt(i))));
            }
            terms.forEach(term -> checked(file.posting(term), "an index"));
            IntStream.range(0, buckets).forEach(this::bucket);
            figures();
            return Optional.empty();
        });
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                file.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
