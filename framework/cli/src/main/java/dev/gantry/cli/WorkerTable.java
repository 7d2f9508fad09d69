package dev.gantry.cli;

import dev.gantry.client.wire.WorkerEntry;
import java.io.PrintStream;
import java.util.List;

/** Shows workers to a person. */
record WorkerTable(PrintStream out) {

    private static final String ROW = "%-36s %-16s %7s %8s  %s%n";
    private static final long MEBIBYTE = 1L << 20;

    void print(List<WorkerEntry> workers) {
        out.printf(ROW, "WORKER", "STATE", "SLOTS", "MEMORY", "RUNS");
        for (WorkerEntry worker : workers) {
            WorkerEntry.Load load = worker.load();
            out.printf(
                    ROW,
                    worker.id(),
                    worker.standing().alive() ? worker.standing().state() : "not heard of",
                    "%d/%d".formatted(load.slots() - load.free(), load.slots()),
                    load.memory().used() / MEBIBYTE + " MiB",
                    load.running().isEmpty() ? "-" : runs(load.running()));
        }
        out.flush();
    }

    private static String runs(List<WorkerEntry.Running> running) {
        return String.join(
                " ",
                running.stream().map(run -> run.jobType() + ":" + run.uuid()).toList());
    }
}
