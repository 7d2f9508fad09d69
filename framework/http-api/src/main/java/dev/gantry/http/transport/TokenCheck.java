package dev.gantry.http.transport;

import dev.gantry.http.console.ConsoleCall;
import dev.gantry.http.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;

/**
 * Lets nobody in without a token, except to {@code /}, {@code /health} and the files of the console, and with the token of
 * readers to nothing that changes anything. This is the only place that decides so, for calls and transfers alike.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class TokenCheck implements CallCheck {

    private static final Set<String> FREE = Set.of("", "health");

    private final Tokens tokens;

    /** Ask for one of these. */
    public TokenCheck(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void check(CallHead call) {
        if (FREE.contains(call.path()) || ConsoleCall.answers(call.path())) {
            return;
        }
        if (!tokens.accessOf(call.headers()).mayChange() && !ReadingCalls.contain(call)) {
            throw ProblemException.readOnly(call.method(), call.path());
        }
    }
}
