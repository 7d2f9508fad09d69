package dev.gantry.store.mapdb;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Map;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/**
 * A MapDB file: the only place that knows MapDB.
 *
 * <p>It is written once, in the order of its keys, by one thread, without MapDB's transactions, and from then on only read.
 * Memory-mapped, because a thread that is interrupted while it reads through a channel closes it for all others.
 */
final class PartitionFile implements Closeable {

    private static final long INCREMENT = 1 << 20;

    private final DB db;
    private final Map<Long, byte[]> runs;
    private final Map<Long, byte[]> bodies;
    private final Map<Integer, byte[]> postings;
    private final Map<Integer, byte[]> buckets;
    private final Map<String, byte[]> catalog;

    private PartitionFile(
            DB db,
            Map<Long, byte[]> runs,
            Map<Long, byte[]> bodies,
            Map<Integer, byte[]> postings,
            Map<Integer, byte[]> buckets,
            Map<String, byte[]> catalog) {
        this.db = db;
        this.runs = runs;
        this.bodies = bodies;
        this.postings = postings;
        this.buckets = buckets;
        this.catalog = catalog;
    }

    private static DBMaker.Maker maker(Path file) {
        return DBMaker.fileDB(file.toFile()).fileMmapEnable().fileLockDisable().concurrencyScale(1);
    }

    /** Open a file that was written. */
    static PartitionFile open(Path file) {
        DB db = maker(file).readOnly().make();
        try {
            return new PartitionFile(
                    db,
                    runs(db).open(),
                    bodies(db).open(),
                    postings(db).open(),
                    buckets(db).open(),
                    catalog(db).open());
        } catch (RuntimeException | Error e) {
            db.close();
            throw e;
        }
    }

    private static DB.TreeMapMaker<Long, byte[]> runs(DB db) {
        return db.treeMap("runs", Serializer.LONG, Serializer.BYTE_ARRAY);
    }

    private static DB.TreeMapMaker<Long, byte[]> bodies(DB db) {
        return db.treeMap("bodies", Serializer.LONG, Serializer.BYTE_ARRAY).valuesOutsideNodesEnable();
    }

    private static DB.TreeMapMaker<Integer, byte[]> postings(DB db) {
        return db.treeMap("postings", Serializer.INTEGER, Serializer.BYTE_ARRAY).valuesOutsideNodesEnable();
    }

    private static DB.TreeMapMaker<Integer, byte[]> buckets(DB db) {
        return db.treeMap("buckets", Serializer.INTEGER, Serializer.BYTE_ARRAY).valuesOutsideNodesEnable();
    }

    private static DB.TreeMapMaker<String, byte[]> catalog(DB db) {
        return db.treeMap("catalog", Serializer.STRING, Serializer.BYTE_ARRAY).valuesOutsideNodesEnable();
    }

    byte[] run(long number) {
        return runs.get(number);
    }

    byte[] body(long number) {
        return bodies.get(number);
    }

    byte[] posting(int term) {
        return postings.get(term);
    }

    byte[] bucket(int number) {
        return buckets.get(number);
    }

    byte[] catalog(String name) {
        return catalog.get(name);
    }

    @Override
    public void close() {
        db.close();
    }

    /** A file in the making. */
    static final class Writer implements Closeable {

        private final DB db;
        private final DB.TreeMapSink<Long, byte[]> runs;
        private final DB.TreeMapSink<Long, byte[]> bodies;
        private final DB.TreeMapSink<Integer, byte[]> postings;
        private final DB.TreeMapSink<Integer, byte[]> buckets;
        private final BTreeMap<String, byte[]> catalog;

        Writer(Path file) {
            db = maker(file).allocateIncrement(INCREMENT).make();
            runs = PartitionFile.runs(db).createFromSink();
            bodies = bodies(db).createFromSink();
            postings = postings(db).createFromSink();
            buckets = PartitionFile.buckets(db).createFromSink();
            catalog = PartitionFile.catalog(db).create();
        }

        /** Add a run; numbers must rise. */
        void add(long number, byte[] run, byte[] body) {
            runs.put(number, run);
            bodies.put(number, body);
        }

        /** Add a posting; terms must rise. */
        void addPosting(int term, byte[] indexes) {
            postings.put(term, indexes);
        }

        /** Add a bucket; numbers must rise. */
        void addBucket(int number, byte[] record) {
            buckets.put(number, record);
        }

        void addCatalog(String name, byte[] record) {
            catalog.put(name, record);
        }

        /** Complete the file, without forcing it. */
        void finish() {
            runs.create();
            bodies.create();
            postings.create();
            buckets.create();
            db.commit();
        }

        @Override
        public void close() {
            db.close();
        }
    }
}
