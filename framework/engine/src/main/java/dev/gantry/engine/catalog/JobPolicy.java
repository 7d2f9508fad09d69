package dev.gantry.engine.catalog;

import static java.util.Objects.requireNonNull;

import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunResult;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A {@link RunPolicy}, checked.
 *
 * @param maxErrors how many counted errors are tolerated
 * @param backoff how long a run waits after a broken attempt
 * @param timeout how long an attempt may take; absent: as long as it likes
 * @param concurrency how many runs of the job may execute at once; {@link Integer#MAX_VALUE}: no limit
 * @param priority the priority of a run that names none
 */
public record JobPolicy(int maxErrors, Backoff backoff, Optional<Duration> timeout, int concurrency, int priority) {

    /**
     * The delays between attempts.
     *
     * @param first after the first counted error
     * @param factor what each further one multiplies it with
     * @param longest never more than this
     */
    public record Backoff(Duration first, double factor, Duration longest) {

        /** The delay after so many counted errors. */
        public Duration after(int errors) {
            double millis = first.toMillis() * Math.pow(factor, Math.max(0, errors - 1));
            return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
        }
    }

    @RunPolicy
    private static final class Defaults {}

    public JobPolicy {
        requireNonNull(backoff, "backoff is null");
        requireNonNull(timeout, "timeout is null");
    }

    /**
     * Check the policy of a job class; the defaults if it has none.
     *
     * @throws IllegalArgumentException naming the value that cannot be used and what was expected
     */
    public static JobPolicy of(Class<?> job) {
        RunPolicy given = job.getAnnotation(RunPolicy.class);
        RunPolicy policy = given == null ? Defaults.class.getAnnotation(RunPolicy.class) : given;
        check(policy.maxErrors() >= 1, "maxErrors", policy.maxErrors(), "at least 1");
        check(policy.backoff() >= 1, "backoff", policy.backoff(), "at least 1");
        check(policy.concurrency() >= 0, "concurrency", policy.concurrency(), "0 for no limit, or more");
        Duration first = duration("retryDelay", policy.retryDelay());
        Duration longest = duration("maxRetryDelay", policy.maxRetryDelay());
        Optional<Duration> timeout =
                policy.timeout().isEmpty() ? Optional.empty() : Optional.of(duration("timeout", policy.timeout()));
        check(timeout.map(limit -> !limit.isZero()).orElse(true), "timeout", policy.timeout(), "more than zero");
        return new JobPolicy(
                policy.maxErrors(),
                new Backoff(first, policy.backoff(), longest.compareTo(first) < 0 ? first : longest),
                timeout,
                policy.concurrency() == 0 ? Integer.MAX_VALUE : policy.concurrency(),
                policy.priority());
    }

    private static Duration duration(String element, String text) {
        try {
            Duration value = Duration.parse(text);
            check(!value.isNegative(), element, text, "zero or more");
            check(value.compareTo(RunResult.LONGEST_DELAY) <= 0, element, text, "at most " + RunResult.LONGEST_DELAY);
            return value;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "@RunPolicy(%s = \"%s\"): expected an ISO-8601 duration such as PT30S".formatted(element, text), e);
        }
    }

    private static void check(boolean holds, String element, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("@RunPolicy(%s = %s): expected %s".formatted(element, value, expected));
        }
    }
}
