package dev.gantry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Transfers of clients that are slow, or go. There are more of them here than the server has threads for them. */
class SlowTransfersTest {

    private static final int MANY = 50;
    private static final String FILES = "/projects/p1/jobs/j1/files";
    private static final String LOCALHOST = "Host: localhost";

    private final TestServer server = TestServer.start();
    private final List<RawConnection> clients = new ArrayList<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        clients.forEach(RawConnection::close);
        server.close();
    }

    @Test
    void clientsThatSendSlowlyDoNotStopOthers() {
        for (int i = 0; i < MANY; i++) {
            connect()
                    .sendHead("PUT " + FILES + "/slow" + i + " HTTP/1.1", LOCALHOST, "Content-Length: 10")
                    .send("01234");
        }

        assertThat(server.put(FILES + "/fast", "at once".getBytes(UTF_8)).status())
                .isEqualTo(201);
        assertThat(server.get(FILES).json()).hasSize(1);
        for (RawConnection client : clients) {
            client.send("56789");
            assertThat(client.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(server.get(FILES + "/slow7").body()).isEqualTo("0123456789");
    }

    @Test
    void clientsThatReadSlowlyDoNotStopOthers() {
        byte[] large = new byte[20 << 20];
        server.put(FILES + "/large", large);
        for (int i = 0; i < MANY; i++) {
            connect().sendHead("GET " + FILES + "/large HTTP/1.1", LOCALHOST, "Connection: close");
        }
        clients.forEach(client -> assertThat(client.readHead()).startsWith("HTTP/1.1 200 "));

        assertThat(server.put(FILES + "/fast", "at once".getBytes(UTF_8)).status())
                .isEqualTo(201);
        assertThat(server.get(FILES + "/fast").body()).isEqualTo("at once");
        assertThat(clients.get(0).drain(large.length + 1)).isEqualTo(large.length);
        assertThat(clients.get(MANY - 1).drain(large.length + 1)).isEqualTo(large.length);
    }

    @Test
    void aClientThatGoesWhileItSendsAStashIsNoIncident() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.gantry.http");
        Level before = logger.getLevel();
        AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event.getLevel() + " " + event.getFormattedMessage());
            }
        };
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        try {
            String stash = "/projects/p1/jobs/j1/stash";
            connect()
                    .sendHead("PUT " + stash + " HTTP/1.1", LOCALHOST, "Content-Length: 1000")
                    .send("{\"half\":")
                    .close();

            Waiting.until(() -> logged.stream().anyMatch(line -> line.contains("PUT " + stash)));
            assertThat(logged).noneMatch(line -> line.startsWith("ERROR"));
            assertThat(server.get(stash).body()).isEqualTo("{}");
        } finally {
            logger.setLevel(before);
            logger.detachAppender(log);
        }
    }

    @Test
    void aClientThatGoesInTheMiddleLeavesNothingThatCanBeSeen() {
        connect()
                .sendHead("PUT " + FILES + "/gone HTTP/1.1", LOCALHOST, "Content-Length: 1000000")
                .send(new byte[500_000])
                .close();
        connect()
                .sendHead("PUT " + FILES + "/cut HTTP/1.1", LOCALHOST, "Transfer-Encoding: chunked")
                .send("5\r\n01234\r\n")
                .close();
        RawConnection kept = connect()
                .sendHead(
                        "PUT " + FILES + "/kept?upload=u1 HTTP/1.1",
                        LOCALHOST,
                        "Content-Length: 10",
                        "Content-Range: bytes 0-9/10")
                .send("01234");
        awaitHalf("kept");
        kept.close();

        awaitHalf("kept");
        assertThat(server.get(FILES).json()).isEmpty();
        assertThat(server.get(FILES + "/gone").status()).isEqualTo(404);
    }

    @Test
    void whoGoesOnWithAnUploadPushesAsideAConnectionThatHangs() {
        connect()
                .sendHead(
                        "PUT " + FILES + "/f?upload=u1 HTTP/1.1",
                        LOCALHOST,
                        "Content-Length: 10",
                        "Content-Range: bytes 0-9/10")
                .send("01234");
        awaitHalf("f");

        TestServer.Answer rest =
                server.put(FILES + "/f?upload=u1", "56789".getBytes(UTF_8), "Content-Range", "bytes 5-9/10");

        assertThat(rest.status()).as(rest.body()).isEqualTo(201);
        assertThat(server.get(FILES + "/f").body()).isEqualTo("0123456789");
        assertThat(clients.get(0).readHead()).isEmpty();
    }

    /** Wait until the server holds the first half of an upload, of which it may know nothing yet. */
    private void awaitHalf(String name) {
        Waiting.until(() -> server.get(FILES + "/" + name + "?upload=u1")
                        .json()
                        .path("offset")
                        .asInt()
                == 5);
    }

    private RawConnection connect() {
        RawConnection client = new RawConnection(server);
        clients.add(client);
        return client;
    }
}
