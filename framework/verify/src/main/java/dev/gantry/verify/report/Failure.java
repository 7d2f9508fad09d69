package dev.gantry.verify.report;

import java.util.List;

/**
 * A round in which something was that must not be.
 *
 * @param command plays it again
 * @param violations what was, the first few
 */
public record Failure(String command, List<String> violations) {

    public Failure {
        violations = List.copyOf(violations);
    }
}
