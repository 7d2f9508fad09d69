package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The one thread that writes MapDB files. Nobody interrupts it. */
final class Sealer {

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

    /** Drop the partitions in which all is older than a moment; the answer is how many runs are gone. */
    void drop(Instant moment, CompletableFuture<Long> answer) {
        thread.execute(() -> {
            try {
                answer.complete(partitions.dropBefore(moment, shelf::shadows));
            } catch (IOException | RuntimeException | Error e) {
                answer.completeExceptionally(new StoreUnavailableException(
                        "cannot drop old runs in %s: %s; check its permissions".formatted(partitions.folder(), e), e));
            }
        });
    }

    /** Finish what was begun, then end. */
    void close() {
        thread.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
