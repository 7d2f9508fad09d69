package dev.gantry.client;

import static java.util.Objects.requireNonNull;

import dev.gantry.client.wire.Problem;

/** Tells that a server refused a call, with the problem it gave. */
public sealed class GantryException extends RuntimeException permits ForbiddenException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** Make one for a problem. */
    public GantryException(Problem problem) {
        super("%d %s: %s".formatted(problem.status(), problem.title(), problem.detail()));
        this.problem = requireNonNull(problem, "problem is null");
    }

    /** Why the call was refused. */
    public Problem problem() {
        return problem;
    }

    /** The HTTP status. */
    public int status() {
        return problem.status();
    }
}
