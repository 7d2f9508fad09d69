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

/** Refuses a request whose host, path or query is none by the rules of URLs; further on, nobody can deal with one. */
public final class Addresses extends BaseFilter implements AddOn {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");
    private static final Pattern PATH = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+");

    private static final Pattern QUERY = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        chain.add(chain.indexOfType(HttpServerFilter.class), this);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (HttpPacket.isHttp(context.getMessage())) {
            HttpContent content = context.getMessage();
            HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
            checkHost(request);
            checkPath(request);
            checkQuery(request);
        }
        return context.getInvokeAction();
    }

    private static void checkHost(HttpRequestPacket request) {
        String host = request.getHeader(Header.Host);
        if (host != null && !HOST.matcher(host).matches()) {
            Refusal.because(
                    request,
                    ProblemException.badRequest(
                            "the header Host is \"%s\"; expected a name or address, perhaps with a port"
                                    .formatted(host)));
            request.setHeader(Header.Host, "localhost");
        }
    }

    private static void checkPath(HttpRequestPacket request) {
        String path = request.getRequestURIRef().getOriginalRequestURIBC().toString();
        if (!PATH.matcher(path).matches()) {
            Refusal.because(
                    request,
                    ProblemException.badRequest(
                            "the path is \"%s\"; expected every character that has no place in a path as %%XX"
                                    .formatted(path)));
            request.setRequestURI("/");
        }
    }

    private static void checkQuery(HttpRequestPacket request) {
        String query = request.getQueryString();
        if (query != null && !QUERY.matcher(query).matches()) {
            Refusal.because(
                    request,
                    ProblemException.badRequest(
                            "the query is \"%s\"; expected every character that has no place in a query as %%XX"
                                    .formatted(query)));
            request.setQueryString("");
        }
    }
}
