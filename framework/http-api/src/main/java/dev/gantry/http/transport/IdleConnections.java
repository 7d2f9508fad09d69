package dev.gantry.http.transport;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Closes connections on which nothing goes on: those that say nothing, those whose request never gets whole, and those whose
 * client does not take its answer.
 *
 * <p>It stands in for Grizzly's own, which counts from the moment an answer is queued, and would cut off whoever takes longer
 * than that to read it.
 */
public final class IdleConnections implements AddOn, AutoCloseable {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** A client that reads more slowly than this is not waited for. */
    private static final int SLOWEST_BYTES_PER_MILLI = 16;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(IdleConnections::thread);
    private final DelayedExecutor clock = new DelayedExecutor(thread, 1, TimeUnit.SECONDS);

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "gantry-idle-connections");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        chain.set(chain.indexOfType(IdleTimeoutFilter.class), new IdleTimeoutFilter(clock, IdleConnections::patience));
        clock.start();
    }

    private static long patience(FilterChainContext done) {
        int underWay =
                ((NIOConnection) done.getConnection()).getAsyncWriteQueue().spaceInBytes();
        return LONGEST_SILENCE.toMillis() + underWay / SLOWEST_BYTES_PER_MILLI;
    }

    @Override
    public void close() {
        clock.destroy();
        thread.shutdownNow();
    }
}
