package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A line of a run's log, as told by its stream: the data of a {@code log} event.
 *
 * @param seq counts the lines of the run from 1; a gap means that the lines between are not kept any more
 * @param kind {@code EVENT WARNING ERROR OUTPUT}
 * @param errorCode the code of an error; null for the others
 * @param msg what happened
 * @param timeStamp when it happened
 */
public record StreamedLine(
        long seq,
        String kind,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer errorCode,
        String msg,
        Instant timeStamp) {

    public StreamedLine {
        requireNonNull(kind, "kind is null");
        requireNonNull(msg, "msg is null");
        requireNonNull(timeStamp, "timeStamp is null");
    }
}
