package dev.gantry.store.mapdb;

import dev.gantry.store.Lease;
import dev.gantry.store.Run;
import dev.gantry.store.memory.Attaching;
import dev.gantry.store.memory.Descent;
import dev.gantry.store.memory.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the heap of a store from its journal. */
final class Recovery {

    private final Heap heap;
    private final Instant now;
    private final Replay replay = new Replay();
    private long generations;
    private long newestGeneration;

    Recovery(Heap heap, Instant now) {
        this.heap = heap;
        this.now = now;
    }

    Recovered read(JournalReader journal, Partitions partitions) throws IOException {
        heap.ledger().continueAfter(partitions.lastNumber());
        JournalEnd end = journal.read(partitions.lastGeneration(), this::frame);
        heap.ledger().continueAfter(replay.lastNumber());
        List<Row> finished = new ArrayList<>();
        List<Row> unfinished = new ArrayList<>();
        for (Row row : replay.rows()) {
            Row asFound = row.run().lease().isPresent() ? row.with(expired(row.run())) : row;
            heap.shelf().load(asFound);
            (asFound.run().state().finished() ? finished : unfinished).add(asFound);
        }
        // Only now: the runs above one are looked up, wherever they are.
        unfinished.forEach(heap.ledger()::load);
        loadDescent(finished);
        loadBesides();
        return new Recovered(finished, generations, end);
    }

    private void loadDescent(List<Row> finished) {
        Descent descent = heap.ledger().descent();
        replay.linked().forEach(descent::loadLinked);
        finished.stream()
                .filter(row -> !row.attachments().remotes().isEmpty())
                .forEach(row -> descent.loadLinked(row.uuid()));
        descent.settle();
    }

    private void loadBesides() {
        Attaching attaching = heap.ledger().attaching();
        replay.prepared().forEach((run, attachments) -> {
            attaching.load(run, attachments);
            heap.shelf().prepare(run, attachments);
        });
        replay.remoteCancels().forEach(child -> {
            attaching.load(child);
            heap.shelf().remoteCancel(child, true);
        });
        replay.limits().forEach((project, limit) -> {
            heap.ledger().loadLimit(project, limit);
            heap.shelf().board().limit(project, limit);
        });
    }

    private void frame(long generation, ByteReader payload) {
        if (generation > newestGeneration) {
            newestGeneration = generation;
            generations++;
        }
        while (payload.hasMore()) {
            replay.read(payload);
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
