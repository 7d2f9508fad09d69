package dev.gantry.verify.history;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A run as it was in the end.
 *
 * @param uuid the run
 * @param order what it says that was asked for
 * @param sighting how it stands
 * @param completeness from 0 to 1
 * @param counts its attempts and errors
 * @param events its events, in order
 * @param errors its errors, in order
 */
public record FinalRun(
        UUID uuid,
        Order order,
        Sighting sighting,
        double completeness,
        Counts counts,
        List<String> events,
        List<String> errors) {

    /**
     * What is counted of a run.
     *
     * @param attempts how many were begun
     * @param errors how many errors count, since the last retry
     */
    public record Counts(int attempts, int errors) {}

    public FinalRun {
        events = List.copyOf(events);
        errors = List.copyOf(errors);
    }

    /** Its tags. */
    public Map<String, String> tags() {
        return order.tags();
    }

    /** How many of its events begin with something. */
    public long events(String beginning) {
        return events.stream().filter(event -> event.startsWith(beginning)).count();
    }

    /** How many of its errors are of a kind. */
    public long errors(String message) {
        return errors.stream().filter(message::equals).count();
    }
}
