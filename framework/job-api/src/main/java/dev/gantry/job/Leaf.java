package dev.gantry.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a concrete subclass of {@link BaseJob} a job that can be run.
 *
 * <p>The path of a job and its job type ({@code examples_fizz_buzz}: the path joined with {@code _}) are unique in a
 * server. Of two jobs that claim one, the one that was found first is kept and the other is reported as a discovery
 * issue.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Leaf {

    /** One path segment: letters, digits, {@code _}, {@code -} and {@code .}, starting with a letter or digit. */
    String path();

    /** What people call the job; its path if empty. */
    String name() default "";

    /** One sentence on what the job does. */
    String description() default "";
}
