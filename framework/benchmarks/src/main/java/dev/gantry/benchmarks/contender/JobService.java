package dev.gantry.benchmarks.contender;

import java.util.List;

/** Something that takes runs of the no-op job and executes them. Submits come from several threads at once. */
public interface JobService extends AutoCloseable {

    /** Execute runs from now on; until then they only queue. */
    void start() throws Exception;

    /** Submit a run of {@link Work} and return once it is acknowledged, with the durability that the contender offers. */
    void submit(String payload) throws Exception;

    /** Submit many runs at once, and return once all are acknowledged, if the contender can. */
    default void submitAll(List<String> payloads) throws Exception {
        throw new UnsupportedOperationException("submits come one by one");
    }

    /** Whether the end of every run is recorded. Asked only after all of them were executed. */
    boolean settled() throws Exception;

    /** Stop, and let go of the folder. */
    @Override
    void close();
}
