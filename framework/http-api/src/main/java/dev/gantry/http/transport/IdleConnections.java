package dev.gantry.http.transport;

import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Closes connections on which nothing goes on: those that say nothing, those whose request does not get on, and those whose
 * client does not take its answer.
 *
 * <p>It stands in for Grizzly's own, which counts from the moment an answer is queued, and would cut off whoever takes longer
 * than that to read it. It counts its own looks and no time, so that a clock that is set, or a machine that stood still for a
 * while, closes nothing: a client could then not know that the connection on which it sends its next request is gone.
 */
public final class IdleConnections extends BaseFilter implements AddOn, AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How often nothing is seen to go on before a connection is closed. */
    private static final int LONGEST_SILENCE = 30;

    /** A client that reads more slowly than this is not waited for. */
    private static final int SLOWEST_BYTES_PER_LOOK = 16_000;

    private final Timers timers;
    private final AtomicLong looks = new AtomicLong();
    private final Map<NIOConnection, Silence> connections = new ConcurrentHashMap<>();
    private volatile Timers.Timer next = () -> {};
    private volatile boolean closed;

    /** Make one that looks when the timers say so. */
    public IdleConnections(Timers timers) {
        this.timers = timers;
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        chain.set(chain.indexOfType(IdleTimeoutFilter.class), this);
        next = timers.after(LOOK_EVERY, this::look);
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        return begin(context);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        return begin(context);
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) {
        return begin(context);
    }

    private NextAction begin(FilterChainContext context) {
        NIOConnection connection = (NIOConnection) context.getConnection();
        Silence silence =
                connections.computeIfAbsent(connection, accepted -> new Silence(looks.get() + LONGEST_SILENCE));
        silence.underWay.incrementAndGet();
        context.addCompletionListener(done -> {
            silence.end = looks.get() + LONGEST_SILENCE + waiting(connection) / SLOWEST_BYTES_PER_LOOK;
            silence.underWay.decrementAndGet();
        });
        return context.getInvokeAction();
    }

    private static int waiting(NIOConnection connection) {
        return connection.getAsyncWriteQueue().spaceInBytes();
    }

    private void look() {
        if (!closed) {
            next = timers.after(LOOK_EVERY, this::look);
        }
        long now = looks.incrementAndGet();
        connections.forEach((connection, silence) -> {
            if (!connection.isOpen()) {
                connections.remove(connection);
            } else if (silence.underWay.get() == 0 && now > silence.end) {
                // A close would wait until the client has taken what is queued.
                connection.terminateSilently();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }

    /** What goes on on a connection, and after which look there may no longer be nothing. */
    private static final class Silence {

        private final AtomicInteger underWay = new AtomicInteger();
        private volatile long end;

        private Silence(long end) {
            this.end = end;
        }
    }
}
