package dev.gantry.http.transport;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.function.UnaryOperator;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * What of a request decides whether it may be answered at all.
 *
 * @param method the method, as it was sent
 * @param path the path below the base path, as it was sent, without a slash at the front
 * @param headers yields the value of a header; null if it is not there
 */
public record CallHead(String method, String path, UnaryOperator<String> headers) {

    static CallHead of(ContainerRequestContext call) {
        return new CallHead(call.getMethod(), call.getUriInfo().getPath(false), call::getHeaderString);
    }

    /** The head of a request that has not been looked at yet. */
    public static CallHead of(HttpRequestPacket request, String basePath) {
        String path = request.getRequestURI();
        String below = path.startsWith(basePath + "/") ? path.substring(basePath.length() + 1) : path;
        return new CallHead(request.getMethod().getMethodString(), below, request::getHeader);
    }

    /** The value of a header; null if it is not there. */
    String header(String name) {
        return headers.apply(name);
    }
}
