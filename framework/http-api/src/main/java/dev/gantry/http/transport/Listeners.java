package dev.gantry.http.transport;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.PortRange;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** Makes what listens on a port, with bounds on what one connection may cost. */
public final class Listeners {

    /** How much may wait for a slow reader before the one who writes has to wait; more than any usual answer. */
    private static final int MAX_PENDING_BYTES = 32 * 1024 * 1024;

    /** How long the one who writes waits then, before the connection is closed. */
    private static final int WRITE_TIMEOUT_SECONDS = 5;

    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private Listeners() {}

    /** Make one for a host and port (0: any that is free). */
    public static NetworkListener listener(String host, int port, WholeBodies bodies, IdleConnections idle) {
        NetworkListener listener = port == 0
                ? new NetworkListener("gantry", host, 0)
                : new NetworkListener("gantry", host, new PortRange(port));
        TCPNIOTransport transport = listener.getTransport();
        transport.setWriteTimeout(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        transport.setKeepAlive(true);
        listener.setMaxPendingBytes(MAX_PENDING_BYTES);
        listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
        // The default closes a connection after 256 requests.
        listener.getKeepAlive().setMaxRequestsCount(-1);
        listener.registerAddOn(new BrokenHeads());
        listener.registerAddOn(idle);
        listener.registerAddOn(new NoUpgrades());
        listener.registerAddOn(new Addresses());
        listener.registerAddOn(bodies);
        return listener;
    }

    /** Have one speak https. */
    public static void secure(NetworkListener listener, SSLContext tls) {
        listener.setSecure(true);
        listener.setSSLEngineConfig(
                new SSLEngineConfigurator(tls).setClientMode(false).setNeedClientAuth(false));
    }
}
