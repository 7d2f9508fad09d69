package dev.gantry.http.transport;

import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.PortRange;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/** Makes what listens on a port, with bounds on what one connection may cost. */
public final class Listeners {

    /** How long a connection may say nothing while nothing is asked of it; also ends a request that never gets whole. */
    private static final int IDLE_SECONDS = 30;

    /** How much may wait for a slow reader before the one who writes has to wait; more than any usual answer. */
    private static final int MAX_PENDING_BYTES = 32 * 1024 * 1024;

    /** How long the one who writes waits then, before the connection is closed. */
    private static final int WRITE_TIMEOUT_SECONDS = 5;

    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private Listeners() {}

    /** Make one for a host and port (0: any that is free) that reads bodies of up to so many bytes. */
    public static NetworkListener listener(String host, int port, long maxBodyBytes) {
        NetworkListener listener = port == 0
                ? new NetworkListener("gantry", host, 0)
                : new NetworkListener("gantry", host, new PortRange(port));
        TCPNIOTransport transport = listener.getTransport();
        transport.setWriteTimeout(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        transport.setKeepAlive(true);
        listener.setMaxPendingBytes(MAX_PENDING_BYTES);
        listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
        listener.getKeepAlive().setIdleTimeoutInSeconds(IDLE_SECONDS);
        // The default closes a connection after 256 requests.
        listener.getKeepAlive().setMaxRequestsCount(-1);
        listener.registerAddOn(new NoUpgrades());
        listener.registerAddOn(new Addresses());
        listener.registerAddOn(new WholeBodies(maxBodyBytes));
        return listener;
    }
}
