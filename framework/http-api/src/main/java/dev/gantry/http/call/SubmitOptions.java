package dev.gantry.http.call;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunOptions;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said of a run beside its params: query parameters and headers. */
final class SubmitOptions {

    /** How long an answer waits for the end of a run at most. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final List<String> PARAMETERS = List.of("tag", "description", "priority", "runAt");
    /** How many characters an idempotency key has at most. */
    static final int LONGEST_KEY = 255;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\\b", Pattern.CASE_INSENSITIVE);

    private SubmitOptions() {}

    static RunOptions read(JobDefinition job, UriInfo uri, HttpHeaders headers) {
        Query query = new Query(uri.getQueryParameters(), PARAMETERS);
        return new RunOptions(
                query.text("description").orElse(""),
                query.tags(),
                query.number("priority", Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .orElse(job.policy().priority()),
                query.moment("runAt"),
                idempotencyKey(headers));
    }

    private static Optional<String> idempotencyKey(HttpHeaders headers) {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(idempotencyKey(key));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("the header Idempotency-Key has " + e.getMessage());
        }
    }

    /**
     * A key as it is kept.
     *
     * @throws IllegalArgumentException if it is too short or too long
     */
    static String idempotencyKey(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "%d characters; expected 1 to %d".formatted(key.strip().length(), LONGEST_KEY));
        }
        return key.strip();
    }

    /** How long the answer is preferred to wait: {@code Prefer: wait=N}. A preference that cannot be read is passed over. */
    static Optional<Duration> wait(HttpHeaders headers) {
        String prefer = headers.getHeaderString("Prefer");
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return Optional.of(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
    }
}
