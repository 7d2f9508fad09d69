package dev.gantry.engine.catalog;

import static java.util.Objects.requireNonNull;

/**
 * Something that is wrong with a plugin and spoils nothing but what it names.
 *
 * @param severity how bad it is
 * @param plugin the name of the plugin
 * @param source the class, file or path that is concerned; may be empty if it is the whole plugin
 * @param message what is wrong, which value, what was expected
 * @param cause the underlying exception as one line of text; empty if there is none
 */
public record DiscoveryIssue(Severity severity, String plugin, String source, String message, String cause) {

    /** How bad an issue is. */
    public enum Severity {
        /** The source is not offered. */
        ERROR,
        /** The source is offered, or was never meant to be, but something about it looks wrong. */
        WARNING
    }

    public DiscoveryIssue {
        requireNonNull(severity, "severity is null");
        requireNonNull(plugin, "plugin is null");
        requireNonNull(source, "source is null");
        requireNonNull(message, "message is null");
        requireNonNull(cause, "cause is null");
    }

    /** An error without an underlying exception. */
    public static DiscoveryIssue error(String plugin, String source, String message) {
        return new DiscoveryIssue(Severity.ERROR, plugin, source, message, "");
    }

    /** An error with the exception that led to it. Only its text is kept: the exception may belong to the plugin. */
    public static DiscoveryIssue error(String plugin, String source, String message, Throwable cause) {
        return new DiscoveryIssue(Severity.ERROR, plugin, source, message, cause.toString());
    }

    /** A warning. */
    public static DiscoveryIssue warning(String plugin, String source, String message) {
        return new DiscoveryIssue(Severity.WARNING, plugin, source, message, "");
    }
}
