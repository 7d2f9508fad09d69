package dev.gantry.benchmarks.scale;

import dev.gantry.store.RunQuery;
import dev.gantry.store.mapdb.MapDbConfig;
import dev.gantry.store.mapdb.MapDbRunStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One step with a store, in a process of its own: each opens it anew, and some are killed. */
public final class ScaleProcess {

    static final String HALF = "@half ";
    /** From here on the process does the same again and again until it is killed. */
    static final String BUSY = "@busy";

    private static final long LAST_LOTS = 50_000;
    /** The first index of the runs that are under way when a process is killed. */
    private static final long BEYOND = 1L << 40;

    private ScaleProcess() {}

    /** What a process does. */
    enum Step {
        /** Grow from one size to another, and go on until killed. */
        GROW,
        /** Open, ask everything of a store of some size, and close. */
        ASK,
        /** Open and close. */
        OPEN,
        /** Drop what finished before a moment. */
        DROP,
        /** Queue so many runs, and go on until killed. */
        QUEUE,
        /** Open, ask for pages with so many runs queued, and go on with them until killed. */
        WORK_OFF
    }

    /** Take the step, the folder and what the step is told. */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        Path folder = Path.of(arguments[1]);
        long begun = System.nanoTime();
        long cpu = Load.cpuNanos();
        try (MapDbRunStore store = MapDbRunStore.open(MapDbConfig.at(folder))) {
            double[] opened = {(System.nanoTime() - begun) / 1e9, (Load.cpuNanos() - cpu) / 1e9};
            switch (Step.valueOf(arguments[0])) {
                case GROW -> grow(store, Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
                case ASK -> {
                    ScaleFigure.OPEN_KILLED.tell(opened);
                    ask(store, Long.parseLong(arguments[2]));
                }
                case OPEN -> ScaleFigure.OPEN_CLEAN.tell(opened);
                case DROP -> drop(store, Instant.parse(arguments[2]));
                case QUEUE -> queue(store, Long.parseLong(arguments[2]));
                case WORK_OFF -> {
                    ScaleFigure.OPEN_KILLED.tell(opened);
                    workOff(store, Long.parseLong(arguments[2]));
                }
            }
        }
    }

    private static void grow(MapDbRunStore store, long from, long to) {
        Load load = new Load(store);
        long half = Math.max(from, to / 2);
        long last = Math.max(half, to - LAST_LOTS);
        load.fill(from, half);
        if (from < to) {
            System.out.println(HALF + Instant.now());
        }
        load.fill(half, last);
        load.forget();
        load.fill(last, to);
        load.tellSubmits();
        load.tellDrains();
        beBusy(load);
    }

    private static void beBusy(Load load) {
        System.out.println(BUSY);
        for (long at = BEYOND + System.currentTimeMillis() * Load.LOT; true; at += Load.LOT) {
            load.fill(at, at + Load.LOT);
        }
    }

    private static void ask(MapDbRunStore store, long size) {
        firstPage(store);
        Readings readings = new Readings(store, size);
        readings.pages();
        readings.lookUps();
        tellHeap();
    }

    private static void firstPage(MapDbRunStore store) {
        long begun = System.nanoTime();
        store.list(RunQuery.newest("", 50));
        ScaleFigure.FIRST_PAGE.tell((System.nanoTime() - begun) / 1e6);
    }

    private static void tellHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        ScaleFigure.HEAP.tell(memory.getHeapMemoryUsage().getUsed() / 1e6);
    }

    private static void drop(MapDbRunStore store, Instant moment) {
        Load load = new Load(store);
        long begun = System.nanoTime();
        CompletableFuture<Long> dropped = store.dropFinishedBefore(moment);
        long at = BEYOND + System.currentTimeMillis() * Load.LOT;
        do {
            load.submit(at, at + 1);
            at++;
        } while (!dropped.isDone());
        ScaleFigure.DROP.tell((System.nanoTime() - begun) / 1e9);
        ScaleFigure.DROPPED.tell(dropped.join());
        load.tellLongest(ScaleFigure.LONGEST_SUBMIT_WHILE_DROPPING);
    }

    private static void queue(MapDbRunStore store, long count) {
        Load load = new Load(store);
        load.submit(0, count - Math.min(count, LAST_LOTS));
        load.submit(count - Math.min(count, LAST_LOTS), count);
        load.tellSubmits();
        tellHeap();
        beBusy(load);
    }

    private static void workOff(MapDbRunStore store, long size) {
        firstPage(store);
        new Readings(store, size).pages();
        Load load = new Load(store);
        load.drain(Math.min(size, 2 * LAST_LOTS));
        load.tellDrains();
        beBusy(load);
    }
}
