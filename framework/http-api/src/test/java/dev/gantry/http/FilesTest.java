package dev.gantry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of runs over HTTP. */
class FilesTest {

    private static final String FILES = "/projects/p1/jobs/j1/files";
    private static final String FILE = FILES + "/README";
    private static final byte[] TEN = "0123456789".getBytes(UTF_8);
    private static final String SHA256_OF_TEN = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";
    private static final String TAG = "\"" + SHA256_OF_TEN + "\"";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsReadAsItWasWritten() {
        Answer put = server.put(FILE, TEN, "Gantry-Caller", "alexey@host");

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.json().get("sha256").textValue()).isEqualTo(SHA256_OF_TEN);
        assertThat(put.json().get("writer").textValue()).isEqualTo("alexey@host");
        Answer got = server.get(FILE);
        assertThat(got.body()).isEqualTo("0123456789");
        assertThat(got.header("ETag")).isEqualTo(TAG);
        assertThat(got.header("Content-Length")).isEqualTo("10");
        assertThat(got.header("Content-Disposition")).startsWith("attachment");
        assertThat(server.put(FILE, new byte[0]).status()).isEqualTo(200);
        assertThat(server.get(FILE).body()).isEmpty();
        JsonNode list = server.get(FILES).json();
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("size").longValue()).isZero();
    }

    @Test
    void aFileThatComesCompressedIsRefusedSinceItWouldBeKeptSo() {
        Answer put = server.put(FILE, TEN, "Content-Encoding", "gzip");

        assertThat(put.status()).as(put.body()).isEqualTo(415);
        assertThat(put.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(server.get(FILE).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 206, 0123",
        "bytes=4-, 206, 456789",
        "bytes=-3, 206, 789",
        "bytes=8-99, 206, 89",
        "bytes=0-0, 206, 0",
        "bytes=-99, 206, 0123456789",
        "bytes=3-2, 200, 0123456789",
        "'bytes=0-1,3-4', 200, 0123456789",
        "lines=1-2, 200, 0123456789",
    })
    void aRangeIsGivenAlone(String range, int status, String expected) {
        server.put(FILE, TEN);

        Answer got = server.get(FILE, "Range", range);

        assertThat(got.status()).isEqualTo(status);
        assertThat(got.body()).isEqualTo(expected);
        if (status == 206) {
            assertThat(got.header("Content-Range")).endsWith("/10");
        }
    }

    @Test
    void aRangeOutsideOfTheFileOrOfAnotherContentIsNotGiven() {
        server.put(FILE, TEN);

        Answer outside = server.get(FILE, "Range", "bytes=10-");
        assertThat(outside.status()).isEqualTo(416);
        assertThat(outside.header("Content-Range")).isEqualTo("bytes */10");
        assertThat(server.get(FILE, "Range", "bytes=1-2", "If-Range", TAG).status())
                .isEqualTo(206);
        assertThat(server.get(FILE, "Range", "bytes=1-2", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(server.get(FILE, "If-Match", "\"other\"").status()).isEqualTo(412);
        assertThat(server.get(FILE, "If-None-Match", TAG).status()).isEqualTo(304);
    }

    @Test
    void headTellsWithoutSending() {
        server.put(FILE, TEN);

        Answer head = server.send(server.request(FILE).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("10");
        assertThat(head.header("ETag")).isEqualTo(TAG);
        assertThat(server.send(server.request(FILES + "/none").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
        assertThat(server.get(FILES + "/none").json().get("detail").textValue()).contains("README");
    }

    @Test
    void anUploadGoesOnWhereItWas() {
        assertThat(part("0123", "bytes 0-3/*").json().get("offset").intValue()).isEqualTo(4);
        assertThat(server.get(FILE).status()).isEqualTo(404);
        assertThat(server.get(FILE + "?upload=u1").json().get("offset").intValue())
                .isEqualTo(4);

        Answer gap = part("89", "bytes 8-9/10");
        assertThat(gap.status()).isEqualTo(409);
        assertThat(gap.json().get("offset").intValue()).isEqualTo(4);
        assertThat(part("456", "bytes 4-9/10").status()).isEqualTo(400);
        int there = server.get(FILE + "?upload=u1").json().get("offset").intValue();
        assertThat(there).isIn(4, 7);
        Answer last = part("456789".substring(there - 4), "bytes %d-9/10".formatted(there));

        assertThat(last.status()).as(last.body()).isEqualTo(201);
        assertThat(last.header("ETag")).isEqualTo(TAG);
        assertThat(server.get(FILE).body()).isEqualTo("0123456789");
        assertThat(server.put(FILE, TEN, "Content-Range", "bytes 0-9/10").status())
                .isEqualTo(400);
        assertThat(server.put(FILE + "?upload=u2", TEN, "Content-Range", "bytes 0-9/9")
                        .status())
                .isEqualTo(400);
        assertThat(server.put(FILE + "?uplod=u2", TEN).status()).isEqualTo(400);
    }

    @Test
    void whoReadsAFileWhileItIsReplacedGetsTheOneOrTheOther() {
        byte[] other = "abcdefghijklmno".getBytes(UTF_8);
        server.put(FILE, TEN);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                server.put(FILE, other);
                server.put(FILE, TEN);
            }
        });

        try {
            for (int i = 0; i < 2_000; i++) {
                Answer got = server.get(FILE);
                assertThat(got.status()).as(got.body()).isEqualTo(200);
                assertThat(got.body()).isIn("0123456789", "abcdefghijklmno");
            }
        } finally {
            enough.set(true);
            writer.join();
        }
    }

    @Test
    void whoAsksHowFarAnUploadIsIsNotInTheWayOfWhoBeginsIt() {
        AtomicReference<String> current = new AtomicReference<>("u0");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                server.get(FILE + "?upload=" + current.get());
            }
        });

        try {
            for (int i = 0; i < 500; i++) {
                current.set("u" + i);
                Answer begun =
                        server.put(FILE + "?upload=u" + i, "0123".getBytes(UTF_8), "Content-Range", "bytes 0-3/*");
                assertThat(begun.status()).as(begun.body()).isEqualTo(202);
            }
        } finally {
            enough.set(true);
            asking.join();
        }
    }

    private Answer part(String bytes, String range) {
        return server.put(FILE + "?upload=u1", bytes.getBytes(UTF_8), "Content-Range", range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2fx",
                "%2e%2e",
                "%2e",
                "a%00b",
                "a%2fb",
                "a%5cb",
                "NUL",
                "com1.txt",
                "a%0d%0aX:y",
                "a.",
                "a%20",
                "LONG"
            })
    void aNameThatCannotBeOneIsRefusedForAllThatIsDoneWithIt(String name) {
        try (TestServer based = TestServer.start("/base")) {
            for (TestServer at : List.of(server, based)) {
                for (String method : List.of("PUT", "GET", "HEAD")) {
                    try (RawConnection client = new RawConnection(at)) {
                        client.sendHead(
                                "%s %s%s/%s HTTP/1.1"
                                        .formatted(
                                                method,
                                                at.server().uri().getPath(),
                                                FILES,
                                                name.replace("LONG", "x".repeat(300))),
                                "Host: localhost",
                                "Connection: close",
                                "Content-Length: 0");
                        assertThat(client.readHead())
                                .as(method + " " + name)
                                .startsWith("HTTP/1.1 422 Unprocessable Content\r\n");
                    }
                }
                assertThat(at.get(FILES).json()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%c0%afb", "a%zz", "a%"})
    void aNameThatIsNoUtf8IsRefused(String name) {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(
                    "PUT %s/%s HTTP/1.1".formatted(FILES, name),
                    "Host: localhost",
                    "Connection: close",
                    "Content-Length: 0");
            assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aNameIsDecodedOnce() {
        server.put(FILES + "/a%2520b%2Bc+d%C3%A9", TEN);

        assertThat(server.get(FILES).json().get(0).get("name").textValue()).isEqualTo("a%20b+c+dé");
        assertThat(server.get(FILES + "/a%2520b+c%2Bd%c3%a9").body()).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @CsvSource({
        "/README, 5000000000, 413",
        "/NUL, 5000000000, 422",
        "/README?upload=a/b, 5000000000, 400",
        "/README?upload=u&x=y, 10, 400",
    })
    void aRefusalComesBeforeTheBodyWithAndWithoutAsking(String file, String length, int status) {
        for (String expect : List.of("Expect: 100-continue", "X-No: expectation")) {
            try (RawConnection client = new RawConnection(server)) {
                client.sendHead(
                        "PUT %s%s HTTP/1.1".formatted(FILES, file),
                        "Host: localhost",
                        "Content-Length: " + length,
                        expect);
                assertThat(client.readHead()).startsWith("HTTP/1.1 " + status + " ");
            }
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToSend() {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(
                    "PUT " + FILE + " HTTP/1.1", "Host: localhost", "Content-Length: 10", "Expect: 100-continue");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            client.send(TEN);
            assertThat(client.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(server.get(FILE).body()).isEqualTo("0123456789");
    }

    @Test
    void aClientThatSendsMuchThatNobodyWantsGetsToReadWhy() {
        byte[] piece = new byte[1 << 20];
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(
                    "PUT " + FILES + "/NUL HTTP/1.1", "Host: localhost", "Content-Length: " + 100L * piece.length);
            for (int i = 0; i < 100; i++) {
                client.send(piece);
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 422 ").containsIgnoringCase("Connection: close");
            client.readUntil("}");
            assertThat(client.drain(1)).isZero();
        }
    }

    @Test
    void withoutTheTokenNothingIsMoved() {
        try (TestServer closed = TestServer.start("/", Optional.of("s3cret"), store -> store)) {
            assertThat(closed.put(FILE, TEN).status()).isEqualTo(401);
            Answer wrong = closed.put(FILE, TEN, "Authorization", "Bearer other");
            assertThat(wrong.status()).isEqualTo(403);
            assertThat(wrong.body()).doesNotContain("s3cret").doesNotContain("other");
            assertThat(closed.get(FILE).status()).isEqualTo(401);
            assertThat(closed.put("/projects/p1/jobs/j1/stash", "{}").status()).isEqualTo(401);
            assertThat(closed.put(FILE, TEN, "Authorization", "Bearer s3cret").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotWrite() {
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead(
                    "PUT " + FILE + " HTTP/1.1", "Host: localhost", "Origin: http://evil.example", "Content-Length: 0");
            assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
        }
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead("PUT " + FILE + " HTTP/1.1", "Host: evil.example", "Content-Length: 0");
            assertThat(client.readHead()).startsWith("HTTP/1.1 421 ");
        }
        assertThat(server.get(FILES).json()).isEmpty();
    }

    @Test
    void whatAFileDoesNotTakeIsRefused() {
        Answer answer = server.post(FILE, "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PUT");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
