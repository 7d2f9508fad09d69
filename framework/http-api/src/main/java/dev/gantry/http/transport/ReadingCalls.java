package dev.gantry.http.transport;

import java.util.Set;

/**
 * The calls that change nothing: those whose method says so, and those that only have a body because what they ask does not
 * fit into a path. What is not named here counts as a change, so that a new call is kept from readers until somebody has
 * decided otherwise.
 */
final class ReadingCalls {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    /** Waits for runs and says how they stand. */
    private static final String WAIT = "projects/wait";

    /** Says whether params would be taken, and keeps nothing. */
    private static final String CHECK = "/check";

    private ReadingCalls() {}

    static boolean contain(CallHead call) {
        return SAFE_METHODS.contains(call.method()) || (call.method().equals("POST") && asks(call.path()));
    }

    /** Below {@code projects} people choose the names, and one may be called as a call is. */
    private static boolean asks(String path) {
        return path.equals(WAIT) || (path.endsWith(CHECK) && !path.startsWith("projects/"));
    }
}
