package dev.gantry.client;

import dev.gantry.client.wire.Problem;

/**
 * Tells that a server does not let the caller do this, though it might another: the token is not one of its own, or it is the
 * one that only looks and the call changes something. The same call with the same token will be refused again.
 */
public final class ForbiddenException extends GantryException {

    private static final long serialVersionUID = 1;

    /** Make one for a problem. */
    public ForbiddenException(Problem problem) {
        super(problem);
    }

    /** Whether the token is a good one, which only looks. */
    public boolean readOnly() {
        return problem().type().equals(Problem.READ_ONLY);
    }
}
