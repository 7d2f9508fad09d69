package dev.gantry.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Places the jobs below an abstract class in the job tree.
 *
 * <p>The path of a job is the chain of the paths of its branches, outermost first, and then its own. Two plugins may
 * contribute to one branch; the name and description of the plugin that was found first are shown.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Branch {

    /** One path segment: letters, digits, {@code _}, {@code -} and {@code .}, starting with a letter or digit. */
    String path();

    /** What people call the branch; its path if empty. */
    String name() default "";

    /** One sentence on what the jobs of this branch do. */
    String description() default "";
}
