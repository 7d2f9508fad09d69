package dev.gantry.http.call;

import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.time.Timers;
import dev.gantry.http.bulk.BulkWorks;
import dev.gantry.http.stream.RunStreams;
import dev.gantry.store.RunReader;
import java.util.concurrent.Executor;

/**
 * What the calls work with.
 *
 * @param engine the engine that they speak for
 * @param timers ends what waits for long enough
 * @param workers where answers are written that came about on a thread of the store
 * @param gate what submits have to pass
 * @param streams the streams that are open
 * @param bulk what is being done to many runs
 * @param basePath what stands before every path: empty, or with a leading slash and none at the end
 * @param version the version of the server
 */
public record Api(
        JobEngine engine,
        Timers timers,
        Executor workers,
        SubmitGate gate,
        RunStreams streams,
        BulkWorks bulk,
        String basePath,
        String version) {

    /** The media type of every answer that is no problem. */
    static final String JSON = "application/json";

    Catalog catalog() {
        return engine.catalog();
    }

    RunReader runs() {
        return engine.runs();
    }

    /** The path on the server of something in the tree, which is named without a slash at either end. */
    String path(String inTree) {
        return basePath + "/" + inTree;
    }
}
