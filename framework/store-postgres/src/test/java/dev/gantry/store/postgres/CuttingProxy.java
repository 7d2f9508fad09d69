package dev.gantry.store.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a store and its database, and cuts the connection on which the next commit comes, or holds that up. */
final class CuttingProxy implements AutoCloseable {

    /** Where a commit is cut off. */
    enum Cut {
        /** Nowhere. */
        NONE,
        /** It does not reach the database. */
        BEFORE,
        /** It is held up for good, as if the process of the store were frozen. */
        HELD,
        /** Its answer does not reach the store. */
        AFTER
    }

    private static final int CHUNK = 1 << 16;
    private static final int LONG_ANSWER = 1 << 18;

    private volatile int port;
    private final ServerSocket listening;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
    private final AtomicBoolean stalls = new AtomicBoolean();
    private final AtomicInteger connections = new AtomicInteger();

    /** Lead to a port of this machine. */
    CuttingProxy(int port) throws IOException {
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        onThread(this::accept);
    }

    private static void onThread(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    int port() {
        return listening.getLocalPort();
    }

    /** Lead new connections to another port of this machine. */
    void leadTo(int other) {
        port = other;
    }

    /** Cut the next commit off. */
    void cutNextCommit(Cut cut) {
        next.set(cut);
    }

    /** Whether a commit was cut off since. */
    boolean hasCut() {
        return next.get() == Cut.NONE;
    }

    /** Read the next long answer of the database only in part, as if the process of the store were frozen meanwhile. */
    void stallNextLongAnswer() {
        stalls.set(true);
    }

    /** Whether a long answer was stalled since. */
    boolean hasStalled() {
        return !stalls.get();
    }

    /** Let go on what is held up or stalled. */
    void release() {
        ended.countDown();
    }

    /** How many connections it has been asked for so far. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket store = listening.accept();
                connections.incrementAndGet();
                Socket database = new Socket();
                database.setReceiveBufferSize(CHUNK);
                database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                AtomicReference<Cut> mine = new AtomicReference<>(Cut.NONE);
                onThread(() -> pump(store, database, bytes -> {
                    if (!bytes.contains("COMMIT")) {
                        return true;
                    }
                    mine.set(next.getAndSet(Cut.NONE));
                    if (mine.get() == Cut.HELD) {
                        awaitEnd();
                    }
                    return mine.get() != Cut.BEFORE;
                }));
                AtomicInteger answered = new AtomicInteger();
                onThread(() -> pump(database, store, bytes -> {
                    if (stalls.get() && answered.addAndGet(bytes.length()) > LONG_ANSWER && stalls.getAndSet(false)) {
                        awaitEnd();
                    }
                    return mine.get() != Cut.AFTER;
                }));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Gate {
        boolean letsThrough(String bytes);
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                if (!gate.letsThrough(new String(chunk, 0, read, ISO_8859_1))) {
                    return;
                }
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (IOException cut) {
            // The other direction ended, and with it this one.
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
