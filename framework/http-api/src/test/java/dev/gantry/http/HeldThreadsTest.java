package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.jobs.StuckJob;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of a plugin that keeps threads of the server costs no other job anything. */
class HeldThreadsTest {

    /** Some more than the server has threads. */
    private static final int MANY = 4 * Runtime.getRuntime().availableProcessors() + 16;

    private static final String LOCALHOST = "Host: localhost";
    private static final String JSON = "Content-Type: application/json";

    private final TestServer server = TestServer.start();
    private final List<RawConnection> clients = new ArrayList<>();

    @BeforeEach
    void hold() {
        StuckJob.hold();
    }

    @AfterEach
    void stop() {
        StuckJob.release();
        clients.forEach(RawConnection::close);
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /ops/stuck/job HTTP/1.1|{}",
                "POST /ops/stuck/jobs HTTP/1.1|[{}]",
                "PUT /projects/p/jobs/j HTTP/1.1|{\"job\":\"ops/stuck\"}",
            })
    void paramsThatAreNeverMadeDoNotStopOtherCalls(String call) {
        String[] lineAndBody = call.split("\\|", -1);
        send(lineAndBody[0], lineAndBody[1]);

        assertThat(server.get("/branches").status()).isEqualTo(200);
        assertThat(server.finished("/examples/fizz_buzz", "{}")).isNotEmpty();
        assertThat(server.get("/runs").json().get("runs")).hasSize(1);
    }

    @Test
    void whatWaitedForItsParamsIsTakenOnceTheyAreMade() {
        send("POST /ops/stuck/job HTTP/1.1", "{}");
        assertThat(server.get("/branches").status()).isEqualTo(200);

        StuckJob.release();

        assertThat(clients).allSatisfy(client -> assertThat(client.readHead()).startsWith("HTTP/1.1 201 "));
    }

    private void send(String line, String body) {
        for (int i = 0; i < MANY; i++) {
            RawConnection client = new RawConnection(server);
            clients.add(client);
            client.sendHead(line, LOCALHOST, JSON, "Content-Length: " + body.length())
                    .send(body);
        }
    }
}
