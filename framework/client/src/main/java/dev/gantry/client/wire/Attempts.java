package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The attempts of a run as far as they can be told from its log. An attempt that yields to be called again later leaves
 * nothing there, nor does the beginning of any.
 *
 * @param attempts how many were begun, all together; one that found out that the one before had died counts, too
 * @param known those that are known, the oldest first
 */
public record Attempts(int attempts, List<Attempt> known) {

    public Attempts {
        known = List.copyOf(known);
    }

    /**
     * One of them.
     *
     * @param outcome {@code RUNNING}; {@code SUCCEEDED}, {@code FAILED} or {@code CANCELLED} as the run; {@code ERROR} if it
     *     broke; {@code DIED} if its server or the JVM did; {@code SERVER_STOPPED} if it was ended since its server stopped
     * @param firstSeen the first that is known of it: when it began if it was the first since the submit or the retry, else its
     *     first line; null if there is none
     * @param endedAt when it ended, or when it was noticed that it had; null while it runs
     * @param trouble why it broke; absent if it did not
     * @param worker who executes it; absent unless it runs
     */
    public record Attempt(
            String outcome,
            Instant firstSeen,
            Instant endedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) StreamedLine trouble,
            @JsonInclude(JsonInclude.Include.NON_NULL) String worker) {

        public Attempt {
            requireNonNull(outcome, "outcome is null");
        }
    }
}
