package dev.gantry.store.mapdb;

import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the heap of a store from its journal. */
final class Recovery {

    private final Heap heap;
    private final Instant now;
    private final Map<Long, Row> rows = new HashMap<>();
    private long generations;
    private long newestGeneration;

    Recovery(Heap heap, Instant now) {
        this.heap = heap;
        this.now = now;
    }

    Recovered read(JournalReader journal, Partitions partitions) throws IOException {
        heap.ledger().continueAfter(partitions.lastNumber());
        JournalEnd end = journal.read(partitions.lastGeneration(), this::frame);
        List<Row> finished = new ArrayList<>();
        for (Row row : rows.values()) {
            Row asFound = row.run().lease().isPresent() ? row.with(expired(row.run())) : row;
            heap.shelf().load(asFound);
            if (asFound.run().state().finished()) {
                finished.add(asFound);
            } else {
                heap.ledger().load(asFound);
            }
        }
        return new Recovered(finished, generations, end);
    }

    private void frame(long generation, ByteReader payload) {
        if (generation > newestGeneration) {
            newestGeneration = generation;
            generations++;
        }
        while (payload.hasMore()) {
            Entry.get(payload, rows, number -> heap.ledger().continueAfter(number));
        }
    }

    /** Whoever held a lease was part of the process that is gone. */
    private Run expired(Run run) {
        Lease held = run.lease().orElseThrow();
        return new Run(
                run.request(),
                run.stamp(),
                run.standing(),
                run.progress(),
                run.fence(),
                Optional.of(new Lease(held.worker(), held.fence(), held.until().isBefore(now) ? held.until() : now)));
    }
}
