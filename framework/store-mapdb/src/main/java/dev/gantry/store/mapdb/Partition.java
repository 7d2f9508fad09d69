package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.IdempotencyKey;
import dev.gantry.store.memory.Row;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** Finished runs in a sealed file. Thread-safe; once it is closed it holds nothing. */
final class Partition implements Closeable {

    private final Path path;
    private final PartitionFile file;
    private final Contents contents;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Partition(Path path, PartitionFile file, Contents contents) {
        this.path = path;
        this.file = file;
        this.contents = contents;
    }

    /** Open a partition, and find out whether it is one. */
    static Partition open(Path path) {
        try {
            PartitionFile file = PartitionFile.open(path);
            try {
                Contents contents = Contents.read(
                        Sealed.open(file.catalog(PartitionWriter.CONTENTS)).orElseThrow());
                return new Partition(path, file, contents);
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
        long number = contents.numbers().at(index);
        Run run = RunCodec.getRun(checked(file.run(number), "run " + number));
        if (run.number() != number) {
            throw Damage.in(path, "run %d lies in the place of run %d".formatted(run.number(), number), null);
        }
        return run;
    }

    private Row rowAt(int index) {
        Run run = runAt(index);
        ByteReader body = checked(file.body(run.number()), "the body of run " + run.number());
        if (body.getNumber() != run.number()) {
            throw Damage.in(path, "the body of another run lies in the place of that of run " + run.number(), null);
        }
        return RunCodec.getBody(body, run);
    }

    private int index(UUID uuid) {
        return contents.uuids()
                .find(Contents.print(uuid), index -> runAt(index).uuid().equals(uuid));
    }

    private int index(IdempotencyKey key) {
        return contents.keys()
                .find(
                        Contents.print(key),
                        index -> IdempotencyKey.of(runAt(index).request()).equals(Optional.of(key)));
    }

    Optional<Run> find(UUID uuid) {
        return read(() -> index(uuid) < 0 ? Optional.empty() : Optional.of(runAt(index(uuid))));
    }

    Optional<Row> row(UUID uuid) {
        return read(() -> index(uuid) < 0 ? Optional.empty() : Optional.of(rowAt(index(uuid))));
    }

    Optional<Row> row(IdempotencyKey key) {
        return read(() -> index(key) < 0 ? Optional.empty() : Optional.of(rowAt(index(key))));
    }

    /** The runs that are here and not shadowed. */
    List<UUID> uuids(LongPredicate shadowed) {
        List<UUID> uuids = new ArrayList<>();
        read(() -> {
            for (int i = 0; i < contents.numbers().size(); i++) {
                if (!shadowed.test(contents.numbers().at(i))) {
                    uuids.add(runAt(i).uuid());
                }
            }
            return Optional.empty();
        });
        return uuids;
    }

    /** Hand over up to {@code limit} runs that are asked for, newest first, except those that are shadowed. */
    void list(RunQuery query, LongPredicate shadowed, Consumer<Run> found) {
        if (!contents.mayHoldFrom(query.created())) {
            return;
        }
        read(() -> {
            BitSet candidates = candidates(query);
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

    private BitSet candidates(RunQuery query) {
        BitSet candidates = new BitSet();
        candidates.set(0, contents.numbers().below(query.below().orElse(Long.MAX_VALUE)));
        for (Set<Integer> oneOf : Terms.of(query)) {
            if (candidates.isEmpty()) {
                break;
            }
            BitSet having = new BitSet();
            oneOf.forEach(term -> addPosting(term, having));
            candidates.and(having);
        }
        return candidates;
    }

    private void addPosting(int term, BitSet indexes) {
        byte[] record = file.posting(term);
        if (record == null && !isIndexed(term)) {
            return;
        }
        ByteReader in = checked(record, "an index");
        if (in.getSmall() != term) {
            throw Damage.in(path, "an index lies in the place of another", null);
        }
        int index = 0;
        for (int left = in.getSmall(); left > 0; left--) {
            index += in.getSmall();
            indexes.set(index);
        }
    }

    private boolean isIndexed(int term) {
        ByteReader terms = checked(file.catalog(PartitionWriter.TERMS), "the list of indexes");
        for (int left = terms.getSmall(); left > 0; left--) {
            if (terms.getInt() == term) {
                return true;
            }
        }
        return false;
    }

    /** Read everything once, so that damage is found before the journal is let go of. */
    void check() {
        read(() -> {
            // Most rows share their terms, and a posting is as long as there are rows: each is checked once.
            Set<Integer> terms = new HashSet<>();
            for (int i = 0; i < contents.numbers().size(); i++) {
                terms.addAll(Terms.of(rowAt(i).run()));
            }
            terms.forEach(term -> checked(file.posting(term), "an index"));
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
