package dev.gantry.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a params record, at any depth, that must not be read back.
 *
 * <p>Its schema says {@code writeOnly}; dumps and logs of the server show {@code "***"} in its place. The store keeps the
 * value as it was given, because a later attempt needs it: protect the data folder accordingly.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Secret {}
