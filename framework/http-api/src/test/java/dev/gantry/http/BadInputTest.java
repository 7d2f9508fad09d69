package dev.gantry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a refusal, nothing stored, and the next request is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String LEAF = "/ops/nightly/login/job";

    private static final String POST = "POST " + LEAF + " HTTP/1.1";
    private static final String LOCALHOST = "Host: localhost";
    private static final String JSON = "Content-Type: application/json";
    private static final String CLOSE = "Connection: close";

    private static final String FITTING = "{\"user\":\"a\",\"password\":\"b\",\"tries\":1}";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsStoredAndTheNextRequestIsAnswered() {
        assertThat(server.get("/runs").body()).isEqualTo("{\"runs\":[],\"next\":null}");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("cut short", "{\"user\":\"a\"", 400),
                Arguments.of("trailing text", "{} {}", 400),
                Arguments.of("a comment", "{/**/}", 400),
                Arguments.of("no object", "[1]", 422),
                Arguments.of("a bare word", "NaN", 400),
                Arguments.of("the same key twice", "{\"user\":\"a\",\"user\":\"b\"}", 400),
                Arguments.of("deep nesting", "[".repeat(30_000) + "]".repeat(30_000), 400),
                Arguments.of("a huge number", "{\"tries\":1e999999999}", 400),
                Arguments.of("a number over int", "{\"user\":\"a\",\"password\":\"b\",\"tries\":-99999999999}", 422),
                Arguments.of("many digits", "{\"tries\":" + "9".repeat(20_000) + "}", 400),
                Arguments.of("an escaped NUL in a key", "{\"\\u0000\":1}", 400),
                Arguments.of("an escaped lone surrogate", "{\"user\":\"\\ud800\"}", 400),
                Arguments.of("a raw control character", "{\"user\":\"\u0001\"}", 400),
                Arguments.of("null", "null", 422));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyThatCannotBeParamsIsRefused(String what, String body, int status) {
        TestServer.Answer answer = server.post(LEAF, body);

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: ///", "Accept: ;;;"})
    void aMediaTypeThatIsNoneIsRefusedByName(String header) {
        String name = header.substring(0, header.indexOf(':'));
        try (RawConnection client = new RawConnection(server)) {
            String json = name.equals("Accept") ? JSON : "Accept: */*";
            client.sendHead(POST, LOCALHOST, json, header, "Content-Length: 2", CLOSE)
                    .send("{}");

            assertThat(client.readHead()).startsWith("HTTP/1.1 400 Bad Request").contains("application/problem+json");
            assertThat(client.readUntil("}")).contains("the header " + name + " is");
        }
    }

    @Test
    void aRefusalSaysInItsFirstLineWhatItsStatusMeans() {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(POST, LOCALHOST, JSON, "Content-Length: 2", CLOSE).send("[]");

            assertThat(client.readHead()).startsWith("HTTP/1.1 422 Unprocessable");
        }
    }

    @Test
    void whatWasSentIsShownAsItWasWritten() {
        assertThat(server.post(LEAF, "{\"\uD83D\uDE00\":1}").body()).contains("/\uD83D\uDE00: unknown property");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = "{\"user\":\"?\",\"password\":\"b\",\"tries\":1}".getBytes(UTF_8);
        body[9] = (byte) 0xC3;
        TestServer.Answer answer = server.send(
                server.request(LEAF, "Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        TestServer.Answer answer = server.post(LEAF, "x".repeat(10_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").textValue()).contains("65,536 bytes");
    }

    @Test
    void aBodyOverTheLimitIsRefusedEvenIfItsLengthIsNotSaid() {
        byte[] body = new byte[10_000_000];
        TestServer.Answer answer = server.send(server.request(LEAF, "Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aClientThatAsksFirstIsRefusedBeforeItSends() {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(POST, LOCALHOST, JSON, "Content-Length: 10000000", "Expect: 100-continue");

            assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToSend() {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(POST, LOCALHOST, JSON, "Content-Length: 2", "Expect: 100-continue");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");

            client.send("{}");
            assertThat(client.readHead()).startsWith("HTTP/1.1 422 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops%2Fnightly/login/job",
                "/ops/nightly%00/login/job",
                "/ops//nightly/login/job",
                "//ops/nightly/login/job",
                "/ops/nightly/login/job//",
                "/ops/nightly/login/job/x",
                "/OPS/nightly/login/job",
                "/ops/nightly/login/job%20",
                "/ops/nightly/login/%zz",
                "/ops/nightly/login/%c0%af/job",
                "/%",
                "/<script>",
                "/ops|x",
                "/ops/nightly/\u00e9/job",
                "*",
                "ops",
            })
    void aPathThatIsNotQuiteAJobsIsNone(String path) {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(
                    "POST " + path + " HTTP/1.1", LOCALHOST, JSON, CLOSE, "Content-Length: " + FITTING.length());
            client.send(FITTING);

            String head = client.readHead();
            assertThat(head).matches("(?s)HTTP/1.1 4\\d\\d .*");
            assertThat(head).doesNotContain("text/html");
        }
    }

    static Stream<List<String>> heads() {
        String post = "POST /ops/nightly/login/job HTTP/1.1";
        return Stream.of(
                List.of("non sense"),
                List.of("GET /branches HTTP/9.9", LOCALHOST),
                List.of("GET /branches HTTP/1.1"),
                List.of("GET /branches HTTP/1.1", LOCALHOST, "Host: a b"),
                List.of("GET /branches HTTP/1.1", "Host: a b"),
                List.of("GET /branches HTTP/1.1", "Host: localhost:x"),
                List.of(post, LOCALHOST, JSON, "Content-Length: x"),
                List.of(post, LOCALHOST, JSON, "Content-Length: -1"),
                List.of(post, LOCALHOST, JSON, "Content-Length: 1", "Content-Length: 2", "", "{}"),
                List.of(post, LOCALHOST, JSON, "Transfer-Encoding: chunked", "", "zz"),
                List.of(post, LOCALHOST, "Content-Type: no type", "Content-Length: 2", "", "{}"));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void aRequestThatIsNoHttpIsRefused(List<String> lines) {
        try (RawConnection client = new RawConnection(server)) {
            String head = client.sendHead(lines.toArray(String[]::new)).readHead();

            assertThat(head)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isEmpty(),
                            refused -> assertThat(refused)
                                    .matches("(?s)HTTP/1.1 [45]\\d\\d .*")
                                    .doesNotContain("text/html"));
        }
    }

    @Test
    void aBrokenChunkIsRefusedAndNotReportedAsAFaultOfTheServer() {
        List<LogRecord> reported = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getThrown() != null) {
                    reported.add(entry);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger grizzly = Logger.getLogger("org.glassfish.grizzly");
        grizzly.addHandler(handler);
        try (RawConnection whole = new RawConnection(server);
                RawConnection begun = new RawConnection(server)) {
            whole.sendHead(POST, LOCALHOST, JSON, "Transfer-Encoding: chunked").send("zz\r\n");
            begun.sendHead(POST, LOCALHOST, JSON, "Transfer-Encoding: chunked").send("2\r\n{}\r\nzz\r\n");

            assertThat(whole.readUntil("no more")).startsWith("HTTP/1.1 400 ");
            assertThat(begun.readUntil("no more")).startsWith("HTTP/1.1 400 ");
            assertThat(server.get("/branches").status()).isEqualTo(200);
        } finally {
            grizzly.removeHandler(handler);
        }
        assertThat(reported).extracting(LogRecord::getThrown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PATCH", "BREW", "PROPFIND", "get"})
    void aMethodThatIsNotKnownIsRefused(String method) {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(method + " /branches HTTP/1.1", LOCALHOST, CLOSE);

            assertThat(client.readHead())
                    .matches("(?s)HTTP/1.1 (405|400|501) .*")
                    .doesNotContain("text/html");
        }
    }

    /** Not a byte more than the server reads: who closes a connection with unread bytes may take the answer away. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /branches?x=", "GET /branches HTTP/1.1\r\nHost: localhost\r\nX: "})
    void anAddressOrAHeadThatIsTooLongIsRefusedWithAProblem(String begin) {
        try (RawConnection client = new RawConnection(server)) {
            client.send(begin + "x".repeat(16 * 1024 - begin.length()));

            assertThat(client.readHead()).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
            assertThat(client.readUntil("}")).contains("over the limit of 16,384 bytes");
        }
    }

    @Test
    void aHeadWithTooManyFieldsIsRefusedWithAProblem() {
        try (RawConnection client = new RawConnection(server)) {
            client.send("GET /branches HTTP/1.1\r\nHost: localhost\r\n" + "X: x\r\n".repeat(100));

            assertThat(client.readHead()).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
            assertThat(client.readUntil("}")).contains("or 100 headers");
        }
    }

    @Test
    void aLineBreakInANameDoesNotBecomeAHeader() {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead("POST /ops/progress/x%0d%0aEvil:%20yes/y HTTP/1.1", LOCALHOST, CLOSE, "Content-Length: 0");

            assertThat(client.readHead()).startsWith("HTTP/1.1 404 ").doesNotContain("Evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=%zz", "tag=%ff", "=", "&&&", "%00=1", "limit=%0d%0a1", "a=<b>"})
    void aQueryThatCannotBeReadIsRefusedOrPassedOver(String query) {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead("GET /runs?" + query + " HTTP/1.1", LOCALHOST, CLOSE);

            assertThat(client.readHead()).matches("(?s)HTTP/1.1 (200|400) .*").doesNotContain("text/html");
        }
    }

    @Test
    void anIdempotencyKeyMustBeReasonable() {
        assertThat(server.post(LEAF, FITTING, "Idempotency-Key", " ").status()).isEqualTo(400);
        assertThat(server.post(LEAF, FITTING, "Idempotency-Key", "k".repeat(256))
                        .status())
                .isEqualTo(400);
    }
}
