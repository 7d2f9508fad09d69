package dev.gantry.http.transport;

/** Decides by the head of a request whether it may be answered at all. */
@FunctionalInterface
public interface CallCheck {

    /**
     * Refuse a call that must not be answered.
     *
     * @throws dev.gantry.http.problem.ProblemException if the call is refused
     */
    void check(CallHead call);
}
