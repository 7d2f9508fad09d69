package dev.gantry.http.transfer;

import dev.gantry.engine.time.Timers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.Request;

/**
 * The body of a request on its way to where it is wanted. The client is asked for more only when what came is dealt with, so
 * that no more than a piece is in memory; and no thread waits for it.
 */
final class IncomingBody {

    /** Where a body is wanted. Called by one thread at a time, which may wait for a disk; the last two end it. */
    interface Target {

        void write(ByteBuffer piece) throws IOException;

        void end() throws IOException;

        /** What was to be written cannot be had, or {@link #write} or {@link #end} failed with it. */
        void broken(Throwable why);
    }

    private final HttpRequestPacket head;
    private final NIOInputStream in;
    private final Executor threads;
    private final Target target;
    private final StallWatch stall;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

    private long arrived;
    private boolean asked;
    private boolean ended;
    private boolean working;
    private boolean over;
    private Throwable failure;

    IncomingBody(Request request, Executor threads, Timers timers, Runnable cut, Target target) {
        this.head = request.getRequest();
        this.in = request.getNIOInputStream();
        this.threads = threads;
        this.target = target;
        this.stall = new StallWatch(timers, this::progress, cut);
    }

    void start() {
        stall.start();
        wake();
    }

    /** The client is gone, or the transfer is to end: no more is taken. */
    void fail(Throwable why) {
        synchronized (this) {
            failure = why;
        }
        wake();
    }

    private synchronized long progress() {
        return asked ? arrived : System.nanoTime();
    }

    private void wake() {
        synchronized (this) {
            if (working || over) {
                return;
            }
            working = true;
        }
        threads.execute(this::work);
    }

    private void work() {
        Step step = next();
        if (step == null) {
            return;
        }
        try {
            step.take();
        } catch (IOException | RuntimeException | Error e) {
            end();
            target.broken(e);
        }
        // To the end of the line, so that one fast client does not keep the others waiting.
        threads.execute(this::work);
    }

    private synchronized void end() {
        over = true;
        pieces.clear();
        stall.stop();
    }

    /** What is to be done now; null if nothing is until somebody wakes. */
    private synchronized Step next() {
        if (over) {
            working = false;
            return null;
        }
        if (failure != null) {
            Throwable why = failure;
            end();
            return () -> target.broken(why);
        }
        if (!pieces.isEmpty()) {
            ByteBuffer piece = pieces.remove();
            return () -> target.write(piece);
        }
        if (ended) {
            end();
            return target::end;
        }
        if (asked) {
            working = false;
            return null;
        }
        asked = true;
        return () -> in.notifyAvailable(new Arrivals());
    }

    private void take(boolean last) throws IOException {
        byte[] piece = new byte[in.readyData()];
        int length = piece.length == 0 ? 0 : in.read(piece);
        synchronized (this) {
            if (length > 0 && !over) {
                pieces.add(ByteBuffer.wrap(piece, 0, length));
            }
            arrived += Math.max(0, length);
            ended |= last;
            asked = false;
        }
        wake();
    }

    private interface Step {

        void take() throws IOException;
    }

    private final class Arrivals implements ReadHandler {

        /**
         * Of the last piece Grizzly says after this call that it was the last. Whoever asked for more in between would have it
         * read the next request of the connection as if it were more of this one, and that request would never be answered.
         */
        @Override
        public void onDataAvailable() throws IOException {
            if (head.isExpectContent()) {
                take(false);
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            take(true);
        }

        @Override
        public void onError(Throwable why) {
            fail(why);
        }
    }
}
