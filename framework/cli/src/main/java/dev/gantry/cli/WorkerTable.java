package dev.gantry.cli;

import dev.gantry.client.wire.WorkerEntry;
import java.io.PrintStream;
import java.util.List;

/** Shows workers to a person. */
record WorkerTable(PrintStream out) {

    private static final String ROW = "%-36s %-16s %-26s %7s %9s  %s%n";
    private static final long MEBIBYTE = 1L << 20;

    void print(List<WorkerEntry> workers) {
        out.printf(ROW, "WORKER", "HOST", "STATE", "SLOTS", "MEMORY", "RUNS");
        for (WorkerEntry worker : workers) {
            WorkerEntry.Load load = worker.load();
            out.printf(
                    ROW,
                    worker.id(),
                    worker.host(),
                    state(worker.standing()),
                    "%d/%d".formatted(load.slots() - load.free(), load.slots()),
                    load.memory().used() / MEBIBYTE + " MiB",
                    load.running().isEmpty() ? "-" : runs(load.running()));
        }
        out.flush();
    }

    private static String state(WorkerEntry.Standing standing) {
        if (!standing.alive()) {
            return "not heard of";
        }
        boolean obeys = standing.order().equals("take") || standing.state().startsWith("draining");
        return obeys ? standing.state() : standing.state() + ", to " + standing.order();
    }

    private static String runs(List<WorkerEntry.Running> running) {
        return String.join(
                " ",
                running.stream().map(run -> run.jobType() + ":" + run.uuid()).toList());
    }
}
