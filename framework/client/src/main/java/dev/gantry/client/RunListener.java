package dev.gantry.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.wire.StreamedLine;
import dev.gantry.client.wire.StreamedProgress;

/** Is told of a run as it goes. What is not wanted need not be implemented. */
public interface RunListener {

    /** A line was added to the log. */
    default void onLog(StreamedLine line) {}

    /** The run produced something; the whole of its data. */
    default void onData(JsonNode data) {}

    /** The run has come further, or something else about it has changed. */
    default void onProgress(StreamedProgress progress) {}

    /** The run is finished; nothing follows. */
    default void onDone(StreamedProgress end) {}
}
