package dev.gantry.http.transport;

import dev.gantry.http.problem.ProblemException;
import java.io.IOException;
import java.util.function.Predicate;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * Gathers the body of a request before a thread is taken for it, so that a client that sends slowly holds no thread.
 *
 * <p>Memory is bounded: once a body is over the limit, what came of it is let go, and the request goes on without a body to
 * its {@link Refusal}.
 */
public final class WholeBodies extends BaseFilter implements AddOn {

    /** Of a request that went on: what else comes of its body is for nobody. */
    private static final String LET_GO = "gantry.body-let-go";

    private final BodyLimits limits;
    private final Predicate<HttpRequestPacket> streamed;

    /**
     * Gather bodies within limits.
     *
     * @param streamed whose body is not gathered, because what answers it takes it piece by piece
     */
    public WholeBodies(BodyLimits limits, Predicate<HttpRequestPacket> streamed) {
        this.limits = limits;
        this.streamed = streamed;
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        chain.add(chain.indexOfType(HttpServerFilter.class), this);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (!HttpPacket.isHttp(context.getMessage())) {
            return context.getInvokeAction();
        }
        HttpContent content = context.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (request.getAttribute(LET_GO) != null) {
            content.recycle();
            return context.getStopAction();
        }
        if (streamed.test(request)) {
            return context.getInvokeAction();
        }
        if (HttpContent.isBroken(content)) {
            // Grizzly has answered that the request is bad, and nothing can be known of what comes after it.
            context.getConnection().closeSilently();
            return context.getStopAction();
        }
        long limit = limits.of(request);
        if (Math.max(request.getContentLength(), content.getContent().remaining()) > limit) {
            Refusal.because(request, ProblemException.tooLarge(limit));
            return withoutBody(context, request);
        }
        if (Method.CONNECT.equals(request.getMethod())) {
            // Grizzly takes what follows for a tunnel, which has no end.
            return withoutBody(context, request);
        }
        if (content.isLast()) {
            return context.getInvokeAction();
        }
        if (request.requiresAcknowledgement()) {
            askForBody(context, request.getResponse());
        }
        return context.getStopAction(content);
    }

    private NextAction withoutBody(FilterChainContext context, HttpRequestPacket request) {
        request.setAttribute(LET_GO, true);
        // A client that waits to be asked for the body gets the refusal instead.
        request.getResponse().acknowledged();
        context.setMessage(HttpContent.create(request, true));
        return context.getInvokeAction();
    }

    private static void askForBody(FilterChainContext context, HttpResponsePacket response) {
        response.setStatus(100);
        response.setAcknowledgement(true);
        context.write(response);
    }
}
