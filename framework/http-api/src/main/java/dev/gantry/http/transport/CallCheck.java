package dev.gantry.http.transport;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Decides by the head of a request whether it may be answered at all: of a call before it is matched, and of a transfer. */
public interface CallCheck extends ContainerRequestFilter {

    /**
     * Refuse a call that must not be answered.
     *
     * @throws dev.gantry.http.problem.ProblemException if the call is refused
     */
    void check(CallHead call);

    @Override
    default void filter(ContainerRequestContext call) {
        check(CallHead.of(call));
    }
}
