package dev.gantry.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a method of a {@link Pipeline} the one that is executed for runs with the tag {@code stage} of this value. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Stage {

    /** The value of the tag {@code stage}; a run without that tag is in stage {@code main}. */
    String value();
}
