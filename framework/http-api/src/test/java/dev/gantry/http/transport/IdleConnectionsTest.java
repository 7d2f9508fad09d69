package dev.gantry.http.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.HandTimers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections on which nothing goes on, by a clock that the test moves. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdleConnectionsTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1);

    private final HandTimers timers = new HandTimers();
    private final IdleConnections idle = new IdleConnections(timers);
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    private final BlockingQueue<Response> asked = new LinkedBlockingQueue<>();
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        listener.registerAddOn(idle);
        listener.setMaxPendingBytes(Integer.MAX_VALUE);
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(new HttpHandler() {
            @Override
            public void service(Request request, Response response) {
                response.suspend();
                asked.add(response);
            }
        });
        server.start();
        client = new Socket(InetAddress.getLoopbackAddress(), listener.getPort());
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.shutdownNow();
        idle.close();
    }

    @Test
    void isClosedAfterHalfAMinute() throws Exception {
        answer(ask());

        assertThat(secondsUntilClosed()).isBetween(30, 60);
    }

    /** The server may be done with the answer somewhat later than its client. */
    private int secondsUntilClosed() throws IOException {
        client.setSoTimeout(100);
        for (int seconds = 1; seconds < 100; seconds++) {
            pass(1);
            try {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                return seconds;
            } catch (SocketTimeoutException open) {
                // Then some more time has to pass.
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void isKeptForSomeTime() throws Exception {
        for (int i = 0; i < 3; i++) {
            answer(ask());
            pass(25);
        }

        answer(ask());
    }

    @Test
    void isKeptWhileItsRequestIsBeingAnswered() throws Exception {
        Response late = ask();
        pass(100);

        answer(late);
        answer(ask());
    }

    @Test
    void isKeptWhenTheMachineStoodStillOrItsClockWasSet() throws Exception {
        answer(ask());
        timers.pass(Duration.ofHours(1));
        pass(20);

        answer(ask());
    }

    @Test
    void isClosedThoughItsClientDoesNotTakeItsAnswer() throws Exception {
        byte[] much = new byte[16 << 20];
        Response response = ask();
        Connection<?> connection = response.getRequest().getContext().getConnection();
        response.setContentLength(much.length);
        response.getNIOOutputStream().write(much);
        response.resume();

        while (connection.isOpen()) {
            pass(1);
        }

        assertThat(bytesUntilTheEnd()).isLessThan(much.length);
    }

    private long bytesUntilTheEnd() throws IOException {
        long count = 0;
        try {
            byte[] some = new byte[1 << 16];
            for (int read = 0; read >= 0; read = client.getInputStream().read(some)) {
                count += read;
            }
        } catch (SocketException reset) {
            // That is an end too.
        }
        return count;
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            timers.pass(SECOND);
        }
    }

    private Response ask() throws Exception {
        client.getOutputStream().write(REQUEST);
        Response response = asked.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(response).as("the request has arrived").isNotNull();
        return response;
    }

    private void answer(Response response) throws IOException {
        response.setStatus(204);
        response.resume();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            assertThat(next).as("what follows " + head).isNotNegative();
            head.append((char) next);
        }
        assertThat(head).startsWith("HTTP/1.1 204 ");
    }
}
