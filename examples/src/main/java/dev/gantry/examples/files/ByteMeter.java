package dev.gantry.examples.files;

import dev.gantry.job.RunContext;
import java.util.function.LongConsumer;

/** Is told of bytes that are done: makes progress of them, keeps the run alive and stops it when it has to stop. */
final class ByteMeter implements LongConsumer {

    private final RunContext<?> run;
    private final long total;
    private long done;

    ByteMeter(RunContext<?> run, long total) {
        this.run = run;
        this.total = total;
    }

    @Override
    public void accept(long bytes) {
        run.checkCancelled();
        run.keepAlive();
        done += bytes;
        // a file may have grown since the total was taken
        run.completeness(Math.min(1, (double) done / Math.max(1, total)));
    }
}
