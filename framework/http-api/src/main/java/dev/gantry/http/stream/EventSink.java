package dev.gantry.http.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.client.wire.WireJson;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.asyncqueue.TaskQueue;
import org.glassfish.grizzly.nio.NIOConnection;

/** The way to one reader. What is sent is queued and never waited for, so the sender has to ask for room first. */
final class EventSink {

    /** How many bytes may be under way to a reader before it gets no more. */
    private static final int ENOUGH_UNDER_WAY = 64 * 1024;

    private final SseEventSink sink;
    private final Sse sse;
    private final NIOConnection connection;

    private int underWayAtLastBeat;

    EventSink(SseEventSink sink, Sse sse, NIOConnection connection) {
        this.sink = sink;
        this.sse = sse;
        this.connection = connection;
    }

    /** Whether the reader keeps up. If not, it is seen to that {@code whenRoom} is called once there is, or at the end. */
    boolean hasRoom(Runnable whenRoom) {
        TaskQueue<?> queue = connection.getAsyncWriteQueue();
        if (queue.spaceInBytes() < ENOUGH_UNDER_WAY) {
            return true;
        }
        queue.notifyWritePossible(
                new WriteHandler() {
                    @Override
                    public void onWritePossible() {
                        whenRoom.run();
                    }

                    @Override
                    public void onError(Throwable closed) {
                        whenRoom.run();
                    }
                },
                ENOUGH_UNDER_WAY);
        return false;
    }

    void send(String name, String id, Object data) {
        try {
            sendJson(name, id, WireJson.mapper().writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }

    void sendJson(String name, String id, String json) {
        sink.send(
                sse.newEventBuilder().name(name).id(id).data(String.class, json).build());
    }

    /** Send something that readers pass over: it opens the stream, keeps proxies from cutting it, and finds the dead. */
    void beat() {
        int underWay = connection.getAsyncWriteQueue().spaceInBytes();
        if (underWay == 0) {
            OutboundSseEvent nothing = sse.newEventBuilder().comment("").build();
            sink.send(nothing);
        } else if (underWay == underWayAtLastBeat) {
            // A close would wait until the client has taken what is queued.
            connection.terminateSilently();
        }
        underWayAtLastBeat = underWay;
    }

    boolean isOpen() {
        return connection.isOpen() && !sink.isClosed();
    }

    void close() {
        try {
            sink.close();
        } catch (IOException | UncheckedIOException goneAlready) {
            connection.closeSilently();
        }
    }
}
