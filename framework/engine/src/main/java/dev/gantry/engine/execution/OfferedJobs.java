package dev.gantry.engine.execution;

import dev.gantry.engine.jobs.LiveJobs;
import dev.gantry.job.Jobs;
import java.util.Optional;
import java.util.function.Supplier;

/** The Job API of an attempt, made once somebody asks for it: most jobs never do. Thread-safe. */
final class OfferedJobs implements AutoCloseable {

    private final Supplier<LiveJobs> maker;
    private Optional<LiveJobs> made = Optional.empty();
    private boolean closed;

    OfferedJobs(Supplier<LiveJobs> maker) {
        this.maker = maker;
    }

    synchronized Jobs get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
            if (closed) {
                made.get().close();
            }
        }
        return made.get();
    }

    /** Close it, whether or not it is made yet. */
    @Override
    public void close() {
        Optional<LiveJobs> open;
        synchronized (this) {
            closed = true;
            open = made;
        }
        // Others are told, who may ask for it meanwhile.
        open.ifPresent(LiveJobs::close);
    }
}
