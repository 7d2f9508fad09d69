package dev.gantry.engine.catalog;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names may stand in the path of a job: those that fit a URL as they are and mean nothing else in the REST API. */
final class PathSegments {

    /**
     * The names that Spacewalk's API uses itself, at the root or below a branch or leaf, and those that stand at the root
     * alone. Other calls are told from branches and leaves by what follows their names.
     */
    private static final Set<String> RESERVED = Set.of(
            "branches",
            "leaves",
            "post-schema",
            "job",
            "jobs",
            "runs",
            "progress",
            "info",
            "data",
            "dump",
            "report",
            "stream",
            "cancel",
            "retry",
            "explain",
            "tree",
            "bulk",
            "projects",
            "plugins",
            "workers",
            "health",
            "metrics",
            "openapi.json",
            "console",
            "mcp");

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private PathSegments() {}

    /** What is wrong with a path of a branch or leaf; empty if nothing is. */
    static Optional<String> fault(String annotation, String segment) {
        if (!SEGMENT.matcher(segment).matches()) {
            return Optional.of(
                    "%s(path = \"%s\"): expected 1 to 100 letters, digits, '_', '-' or '.', beginning with a letter or digit"
                            .formatted(annotation, segment));
        }
        if (RESERVED.contains(segment)) {
            return Optional.of("%s(path = \"%s\"): that name is reserved for the REST API; choose another"
                    .formatted(annotation, segment));
        }
        return Optional.empty();
    }
}
