package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps web pages of other sites from using the browser of somebody on this machine to call the server.
 *
 * <p>Browsers name the page's site in {@code Origin}; it has to be the one that is called. A server without a token also
 * answers to names of this machine alone, for a stranger's name may be made to resolve to it (DNS rebinding).
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
public final class OriginCheck implements CallCheck {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "[::1]", "::1");

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final boolean thisMachineOnly;

    private OriginCheck(boolean thisMachineOnly) {
        this.thisMachineOnly = thisMachineOnly;
    }

    /** Answer to any name; the token keeps strangers out. */
    public static OriginCheck anyHost() {
        return new OriginCheck(false);
    }

    /** Answer to names of this machine alone. */
    public static OriginCheck thisMachine() {
        return new OriginCheck(true);
    }

    @Override
    public void check(CallHead call) {
        String host = call.header(HttpHeaders.HOST);
        if (thisMachineOnly && host != null && !isThisMachine(withoutPort(host))) {
            throw ProblemException.foreignHost(host);
        }
        String origin = call.header("Origin");
        if (origin != null && !authority(origin).equalsIgnoreCase(host)) {
            throw ProblemException.foreignOrigin(origin);
        }
    }

    private static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK.matcher(host).matches();
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static String authority(String origin) {
        int slashes = origin.indexOf("//");
        return slashes < 0 ? origin : origin.substring(slashes + 2);
    }
}
