package dev.gantry.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States how the runs of a job are executed.
 *
 * <p>May stand on a job or on a branch; the one nearest to the job counts, whole. Durations are ISO-8601
 * ({@code PT1M30S}), {@link RunResult#LONGEST_DELAY} at most. A value that cannot be used is a discovery issue and keeps the job from being offered.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RunPolicy {

    /**
     * How many counted errors {@link BaseJob#afterBreak} tolerates by default before it gives up; at least 1. With 1, or with
     * an {@code afterBreak} of the job's own, no run is fetched before there is a slot for it, so that one which has not begun
     * can never be taken for one that died; very short runs of such a job are worked off more slowly.
     */
    int maxErrors() default 3;

    /** How long a run waits after its first broken attempt; zero or more. */
    String retryDelay() default "PT30S";

    /** What each further counted error multiplies the delay with; at least 1. */
    double backoff() default 1.0;

    /** The longest delay that {@link #backoff} may lead to. */
    String maxRetryDelay() default "PT1H";

    /**
     * How long an attempt may take, measured from its start or from its last {@link RunContext#keepAlive()}. Past that it
     * is interrupted and counts as broken with error 504. Empty: as long as it likes.
     */
    String timeout() default "";

    /** How many runs of this job may execute at once, over all workers of a store; 0: as many as there are slots. */
    int concurrency() default 0;

    /** The priority of a run that does not name one: of the runs that are due, higher goes first. */
    int priority() default 0;
}
