package dev.gantry.http;

import dev.gantry.http.transfer.Transfers;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.util.MappingData;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;

/**
 * Where all requests arrive: transfers are sent to their own entrance, all others to the calls. It deals with the base path
 * itself and with the path as it was sent: Grizzly would decode it, fail over what does not suit it, and answer with nothing.
 */
final class FrontDoor extends HttpHandler {

    private final String basePath;
    private final Transfers transfers;
    private final GrizzlyHttpContainer calls;

    FrontDoor(String basePath, Transfers transfers, GrizzlyHttpContainer calls) {
        this.basePath = basePath;
        this.transfers = transfers;
        this.calls = calls;
        setDecodeUrl(false);
    }

    /** Whoever takes the body says so: a refusal must not come after the body was asked for. */
    @Override
    protected boolean sendAcknowledgment(Request request, Response response) {
        return true;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (!isBelowBasePath(request.getRequestURI())) {
            response.sendError(404, "nothing is served outside of " + basePath);
        } else if (!transfers.answers(request, response)) {
            MappingData mapping = new MappingData();
            mapping.contextPath.setString(basePath);
            updatePaths(request, mapping);
            calls.service(request, response);
        }
    }

    private boolean isBelowBasePath(String path) {
        return path.startsWith(basePath)
                && (path.length() == basePath.length() || path.charAt(basePath.length()) == '/' || basePath.isEmpty());
    }

    @Override
    public void start() {
        calls.start();
    }

    @Override
    public void destroy() {
        calls.destroy();
    }
}
