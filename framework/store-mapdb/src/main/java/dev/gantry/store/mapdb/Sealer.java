package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The one thread that writes MapDB files. Nobody interrupts it. */
final class Sealer {

    private static final Logger LOGGER = System.getLogger(Sealer.class.getName());

    private final Disk disk;
    private final Partitions partitions;
    private final Shelf shelf;
    private final Runnable whenDone;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread sealer = new Thread(task, "gantry-store-sealer");
        sealer.setDaemon(true);
        return sealer;
    });

    Sealer(Disk disk, Partitions partitions, Shelf shelf, Runnable whenDone) {
        this.disk = disk;
        this.partitions = partitions;
        this.shelf = shelf;
        this.whenDone = whenDone;
    }

    /**
     * Make a partition of finished runs: write, force, check every record, give it its name, force the folder. Done when
     * readers find the runs in it.
     */
    CompletableFuture<Void> seal(long generation, List<Row> rows) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                if (!rows.isEmpty()) {
                    seal(write(generation, rows));
                }
                end.complete(null);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
            whenDone.run();
        });
        return end;
    }

    private void seal(Partition written) {
        try {
            partitions.addSealed(written);
        } catch (IOException e) {
            written.close();
            throw new UncheckedIOException("cannot list " + written.path() + "; check that its disk has room", e);
        }
    }

    private Partition write(long generation, List<Row> rows) {
        List<Row> sorted = rows.stream()
                .sorted(Comparator.comparingLong(row -> row.run().number()))
                .toList();
        Path building = partitions.building(generation);
        Path sealed = partitions.sealed(generation);
        try {
            disk.delete(building);
            new PartitionWriter().write(building, Contents.of(generation, sorted), sorted);
            disk.force(building);
            try (Partition written = Partition.open(building)) {
                written.check();
            }
            disk.rename(building, sealed);
            disk.forceFolder(partitions.folder());
            return Partition.open(sealed);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot seal " + sealed + "; check that its disk has room", e);
        }
    }

    /** Delete partitions that are hidden, the oldest first, and what belongs to their runs; the answer is how many are gone. */
    void delete(List<Partition> hidden, RunFiles files, CompletableFuture<Long> answer) {
        thread.execute(() -> {
            try {
                List<UUID> withFiles = new ArrayList<>();
                long gone = 0;
                for (int i = hidden.size() - 1; i >= 0; i--) {
                    gone += partitions.delete(hidden.get(i), shelf::shadows, withFiles);
                }
                files.sweep(withFiles);
                answer.complete(gone);
            } catch (IOException | RuntimeException | Error e) {
                answer.completeExceptionally(new StoreUnavailableException(
                        "cannot drop old runs in %s: %s; check its permissions".formatted(partitions.folder(), e), e));
            }
        });
    }

    /** Do something when all that was asked for before is done; at once nothing, if the store is closing. */
    CompletableFuture<Void> later(Runnable task) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } finally {
                    end.complete(null);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "not done, since the store is closing; done after the next open", e);
            end.complete(null);
        }
        return end;
    }

    /** Do something as {@link #later} does it, without anybody who waits for it. */
    void execute(Runnable task) {
        CompletableFuture<Void> unused = later(task);
    }

    /** Finish what was begun, then end. */
    void close() {
        Uninterrupted.close(thread);
    }
}
