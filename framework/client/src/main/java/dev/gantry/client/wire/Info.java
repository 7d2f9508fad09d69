package dev.gantry.client.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * How far a run has come and what it recorded.
 *
 * @param completeness from 0 to 1
 * @param result the result code, -1 until the run is finished
 * @param events in order
 * @param errors in order
 * @param warnings in order
 * @param dropped how many of each were recorded and are not kept, by name; null if none were
 */
public record Info(
        double completeness,
        int result,
        List<LogRecord> events,
        List<LogRecord> errors,
        List<LogRecord> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Long> dropped) {

    public Info {
        events = List.copyOf(events);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }
}
