package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import java.util.regex.Pattern;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.util.Header;

/** Refuses a request that is addressed to something that is no name; further on, nobody can deal with one. */
public final class HostNames extends BaseFilter implements AddOn {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        chain.add(chain.indexOfType(HttpServerFilter.class), this);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (HttpPacket.isHttp(context.getMessage())) {
            HttpContent content = context.getMessage();
            check((HttpRequestPacket) content.getHttpHeader());
        }
        return context.getInvokeAction();
    }

    private static void check(HttpRequestPacket request) {
        String host = request.getHeader(Header.Host);
        if (host != null && !Refusal.isDecided(request) && !HOST.matcher(host).matches()) {
            Refusal.because(
                    request,
                    ProblemException.badRequest(
                            "the header Host is \"%s\"; expected a name or address, perhaps with a port"
                                    .formatted(host)));
            request.setHeader(Header.Host, "localhost");
        }
    }
}
