package dev.gantry.http.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.time.SystemTimers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body that arrives, where every piece is dealt with at once: while Grizzly is still busy with telling of it. */
class IncomingBodyTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private final SystemTimers timers = new SystemTimers("test-timers");
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    private final Semaphore waiting = new Semaphore(0);
    private final BlockingQueue<Exchange> arrived = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws IOException {
        // A connection that is to be read has been by the time that another one was answered twice.
        listener.getTransport().setSelectorRunnersCount(1);
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(new Receiving());
        server.start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
        timers.close();
    }

    @Test
    void aRequestThatFollowsBeforeTheAnswerIsNotTakenForMoreOfTheBody() throws Exception {
        try (Client client = new Client();
                Client other = new Client()) {
            client.send("PUT /first HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");
            assertThat(waiting.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .isTrue();
            client.send("0123456789");
            Exchange first = nextArrived();
            client.send("PUT /second HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            for (int i = 0; i < 2; i++) {
                other.send("PUT /other HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
                answer(nextArrived(), "/other");
                assertThat(other.readStatus()).contains("204");
            }

            answer(first, "/first");
            assertThat(client.readStatus()).contains("204");
            answer(nextArrived(), "/second");
            assertThat(client.readStatus()).contains("204");
        }
    }

    private Exchange nextArrived() throws InterruptedException {
        Exchange next = arrived.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(next).as("the next request that arrived whole").isNotNull();
        return next;
    }

    private static void answer(Exchange exchange, String path) {
        assertThat(exchange.request().getRequestURI()).isEqualTo(path);
        exchange.answer(204, Map.of());
    }

    private final class Receiving extends HttpHandler {

        @Override
        public void service(Request request, Response response) throws IOException {
            Exchange exchange = new Exchange(request, response, Runnable::run, timers);
            exchange.receive(new IncomingBody.Target() {
                @Override
                public void write(ByteBuffer piece) {
                    // What it says does not matter.
                }

                @Override
                public void end() {
                    arrived.add(exchange);
                }

                @Override
                public void broken(Throwable why) {
                    exchange.cut();
                }
            });
            waiting.release();
        }
    }

    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getPort());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));

        Client() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        /** Read the head of an answer that has no body; its first line. */
        String readStatus() throws IOException {
            String status = in.readLine();
            String line = status;
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            return status;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
