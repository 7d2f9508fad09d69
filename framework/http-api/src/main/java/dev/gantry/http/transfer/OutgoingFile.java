package dev.gantry.http.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.http.io.NIOOutputStream;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/** A content on its way to a reader. More is read only when the reader took most of what is under way. */
final class OutgoingFile {

    private static final int PIECE_BYTES = 64 * 1024;

    /** How many bytes may be under way to a reader before it gets no more. */
    private static final int ENOUGH_UNDER_WAY = 256 * 1024;

    private final Exchange exchange;
    private final NIOConnection connection;
    private final NIOOutputStream out;
    private final ReadableByteChannel content;
    private final StallWatch stall;

    private final AtomicLong left;

    OutgoingFile(Exchange exchange, ReadableByteChannel content, long length) {
        this.exchange = exchange;
        this.connection = exchange.connection();
        this.out = exchange.response().getNIOOutputStream();
        this.content = content;
        this.left = new AtomicLong(length);
        this.stall = new StallWatch(
                exchange.timers(),
                () -> left.get() + connection.getAsyncWriteQueue().spaceInBytes(),
                exchange::cut);
    }

    void start() {
        stall.start();
        work();
    }

    /** Send a piece, and see to it that the next one follows; by one thread at a time. */
    private void work() {
        try {
            if (exchange.isGone()) {
                throw new IOException("the client is gone");
            }
            if (connection.getAsyncWriteQueue().spaceInBytes() >= ENOUGH_UNDER_WAY) {
                connection.getAsyncWriteQueue().notifyWritePossible(new Room(), ENOUGH_UNDER_WAY);
                return;
            }
            send();
            if (left.get() > 0) {
                // To the end of the line, so that one fast reader does not keep the others waiting.
                exchange.threads().execute(this::work);
            } else {
                close();
                exchange.finish();
            }
        } catch (IOException | RuntimeException e) {
            close();
            exchange.fail(e);
        }
    }

    private void send() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, left.get()));
        while (piece.hasRemaining() && content.read(piece) >= 0) {
            // A channel gives what it has at the moment.
        }
        if (piece.hasRemaining()) {
            throw new IOException("the content ends %d bytes early".formatted(left.get() - piece.position()));
        }
        left.addAndGet(-piece.position());
        out.write(Buffers.wrap(connection.getTransport().getMemoryManager(), piece.flip()));
        out.flush();
    }

    private void close() {
        stall.stop();
        try {
            content.close();
        } catch (IOException e) {
            // It was read only: there is nothing that could be lost.
        }
    }

    private final class Room implements WriteHandler {

        @Override
        public void onWritePossible() {
            exchange.threads().execute(OutgoingFile.this::work);
        }

        @Override
        public void onError(Throwable closed) {
            exchange.threads().execute(OutgoingFile.this::work);
        }
    }
}
