package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An event, a warning or an error of a run.
 *
 * @param errorCode the code of an error; null for the others
 * @param msg what happened
 * @param timeStamp when it happened
 */
public record LogRecord(
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer errorCode, String msg, Instant timeStamp) {

    public LogRecord {
        requireNonNull(msg, "msg is null");
        requireNonNull(timeStamp, "timeStamp is null");
    }
}
