package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.ChangeFeed;
import dev.gantry.store.memory.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of an open store, wired, and the order in which they start and stop. */
final class OpenStore {

    private final Path folder;
    private final FolderLock lock;
    private final Partitions partitions;
    private final Heap heap;
    private final Journal journal;
    private final Sealer sealer;
    private final RunFiles files;
    private final Retention retention;
    private final Committer committer;
    private final Thread thread;

    private OpenStore(MapDbConfig config, Disk disk, FolderLock lock) throws IOException {
        this.folder = config.folder();
        this.lock = lock;
        Path journalFolder = Files.createDirectories(folder.resolve("journal"));
        Path partitionFolder = Files.createDirectories(folder.resolve("partitions"));
        disk.forceFolder(folder);
        Inventory inventory = Inventory.open(disk, folder, List.of(journalFolder, partitionFolder));
        partitions = Partitions.open(disk, partitionFolder, inventory);
        Shelf shelf = new Shelf(partitions);
        heap = new Heap(new Ledger(shelf), shelf, new ChangeFeed());
        Recovered recovered;
        try {
            recovered = new Recovery(heap, config.clock().instant())
                    .read(new JournalReader(disk, journalFolder, inventory), partitions);
            journal = new Journal(disk, journalFolder, config.segmentBytes(), recovered.end(), inventory);
            journal.release(partitions.lastGeneration());
        } catch (IOException | RuntimeException e) {
            partitions.close();
            throw e;
        }
        CommandQueue queue = new CommandQueue();
        sealer = new Sealer(disk, partitions, shelf, queue::nudge);
        files = new RunFiles(folder.resolve("files"), config.clock(), shelf, sealer::execute);
        retention = new Retention(heap, journal, partitions, sealer, files);
        Generations generations = new Generations(heap, journal, sealer, retention, config, recovered, new Spill(disk));
        committer = new Committer(queue, heap, journal, generations, config);
        thread = new Thread(committer, "gantry-store-committer");
        thread.setDaemon(true);
    }

    static OpenStore open(MapDbConfig config, Disk disk) {
        try {
            Files.createDirectories(config.folder());
            FolderLock lock = FolderLock.take(config.folder());
            try {
                OpenStore store = new OpenStore(config, disk, lock);
                store.thread.start();
                store.files.sweepAll();
                return store;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "cannot open the data folder %s: %s; check that it may be written to and its disk has room"
                            .formatted(config.folder(), e),
                    e);
        }
    }

    Path folder() {
        return folder;
    }

    Heap heap() {
        return heap;
    }

    RunFiles files() {
        return files;
    }

    Sealer sealer() {
        return sealer;
    }

    Retention retention() {
        return retention;
    }

    Committer committer() {
        return committer;
    }

    void close() {
        committer.stop();
        Uninterrupted.join(thread);
        sealer.close();
        heap.feed().close();
        partitions.close();
        try (lock) {
            journal.close();
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot close the files in %s: %s".formatted(folder, e), e);
        }
    }
}
