package dev.gantry.http.transport;

import java.util.function.UnaryOperator;

/** Decides by the head of a request whether it may be answered at all. */
@FunctionalInterface
public interface CallCheck {

    /**
     * Refuse a call that must not be answered.
     *
     * @param headers yields the value of a header; null if it is not there
     * @throws dev.gantry.http.problem.ProblemException if the call is refused
     */
    void check(UnaryOperator<String> headers);
}
