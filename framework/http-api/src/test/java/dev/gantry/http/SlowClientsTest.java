package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.RunResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow cost nobody else anything. There are more of them here than the server has threads. */
class SlowClientsTest {

    private static final int MANY = 50;

    private static final String POST = "POST /examples/fizz_buzz/job HTTP/1.1";
    private static final String LOCALHOST = "Host: localhost";
    private static final String JSON = "Content-Type: application/json";

    private final TestServer server = TestServer.start();
    private final List<RawConnection> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.forEach(RawConnection::close);
        server.close();
    }

    @Test
    void clientsThatSendHalfABodyDoNotStopOthers() {
        for (int i = 0; i < MANY; i++) {
            connect().sendHead(POST, LOCALHOST, JSON, "Content-Length: 8").send("{\"n\"");
        }

        assertThat(server.finished("/examples/fizz_buzz", "{}")).isNotEmpty();
        assertThat(server.get("/runs").json().get("runs")).hasSize(1);
        for (RawConnection client : clients) {
            client.send(": 1}");
            assertThat(client.readHead()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void clientsThatSendHalfAChunkDoNotStopOthers() {
        for (int i = 0; i < MANY; i++) {
            connect()
                    .sendHead(POST, LOCALHOST, JSON, "Transfer-Encoding: chunked")
                    .send("7\r\n{\"n\"");
        }

        assertThat(server.finished("/examples/fizz_buzz", "{}")).isNotEmpty();
        for (RawConnection client : clients) {
            client.send(":1}\r\n0\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void clientsThatSendHalfAHeadDoNotStopOthers() {
        for (int i = 0; i < MANY; i++) {
            connect().send("GET /branches HTTP/1.1\r\nHost: loc");
        }

        assertThat(server.get("/branches").status()).isEqualTo(200);
        for (RawConnection client : clients) {
            client.send("alhost\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void clientsThatDoNotReadALargeAnswerDoNotStopOthers() {
        String uuid = server.atGate("large");
        GateJob.tell("large", run -> {
            run.data("x".repeat(6 << 20));
            return RunResult.OK;
        });
        Waiting.until(() ->
                server.get("/examples/progress/" + uuid).json().get("result").intValue() == 200);
        for (int i = 0; i < 8; i++) {
            connect().sendHead("GET /examples/data/%s HTTP/1.1".formatted(uuid), LOCALHOST, "Connection: close");
        }
        clients.forEach(RawConnection::readHead);

        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/branches").status()).isEqualTo(200);
        }
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.drain(8 << 20)).isGreaterThan(6 << 20));
    }

    private RawConnection connect() {
        RawConnection client = new RawConnection(server);
        clients.add(client);
        return client;
    }
}
