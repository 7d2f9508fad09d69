package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.TestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stashes of runs over HTTP. */
class StashTest {

    private static final String STASH = "/projects/p1/jobs/j1/stash";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStashIsAnyJsonAndNothingBeforeItIsWritten() {
        assertThat(server.get(STASH).body()).isEqualTo("{}");
        assertThat(server.get(STASH).header("ETag")).isEmpty();
        Answer put = server.put(STASH, "[1, \"é\", null]", "Gantry-Caller", "me@here");

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.header("ETag")).isEqualTo("\"1\"");
        assertThat(server.get(STASH).body()).isEqualTo("[1, \"é\", null]");
        assertThat(server.get(STASH).header("ETag")).isEqualTo("\"1\"");
        assertThat(server.put(STASH, "null").header("ETag")).isEqualTo("\"2\"");
        assertThat(server.get(STASH).body()).isEqualTo("null");
    }

    @Test
    void whoExpectsAnotherVersionIsToldWhoWroteThisOne() {
        server.put(STASH, "1", "If-None-Match", "*", "Gantry-Caller", "first@host");

        Answer late = server.put(STASH, "2", "If-None-Match", "*", "Gantry-Caller", "second@host");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("winner").textValue()).isEqualTo("first@host");
        assertThat(late.json().get("version").intValue()).isEqualTo(1);
        assertThat(late.json().get("writtenAt").textValue()).endsWith("Z");
        assertThat(server.put(STASH, "2", "If-Match", "\"7\"").status()).isEqualTo(409);
        assertThat(server.put(STASH, "2", "If-Match", "\"1\"").status()).isEqualTo(200);
        assertThat(server.get(STASH).body()).isEqualTo("2");
    }

    @Test
    void ofTwoThatWriteAtOnceWithoutConditionsOneIsRefused() {
        try (RawConnection one = new RawConnection(server);
                RawConnection other = new RawConnection(server)) {
            for (RawConnection client : java.util.List.of(one, other)) {
                client.sendHead(
                        "PUT " + STASH + " HTTP/1.1", "Host: localhost", "Content-Length: 3", "Expect: 100-continue");
                // Both are told to send: neither has written when the other begins.
                assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            }
            one.send("111");
            assertThat(one.readHead()).startsWith("HTTP/1.1 201 ");
            other.send("222");
            assertThat(other.readHead()).startsWith("HTTP/1.1 409 ");
        }
        assertThat(server.get(STASH).body()).isEqualTo("111");
    }

    @Test
    void aStashMayBeLongerThanOtherBodiesButNotThanItsLimit() {
        String long1 = "\"" + "x".repeat((8 << 20) - 2) + "\"";
        assertThat(server.put(STASH, long1).status()).isEqualTo(201);
        assertThat(server.get(STASH).body()).hasSize(8 << 20);

        assertThat(server.put(STASH, "\"" + "y".repeat(10 << 20) + "\"").status())
                .isEqualTo(413);
        try (RawConnection client = new RawConnection(server)) {
            client.sendHead("PUT " + STASH + " HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked");
            String piece = "100000\r\n" + "y".repeat(1 << 20) + "\r\n";
            for (int i = 0; i < 9; i++) {
                client.send(piece);
            }
            client.send("0\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
        }
        assertThat(server.get(STASH).body()).startsWith("\"xxx");
    }

    @Test
    void noBodyIsNoStash() {
        server.put(STASH, "1");

        assertThat(server.put(STASH, "").status()).isEqualTo(400);
        assertThat(server.get(STASH).body()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":', 400", "'{} {}', 400", "'\"\u0000\"', 400"})
    void whatIsNoJsonIsRefused(String json, int status) {
        assertThat(server.put(STASH, json).status()).isEqualTo(status);
        assertThat(server.put(
                                STASH,
                                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                "Content-Type",
                                "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(server.put(STASH, "{}", "If-Match", "W/\"1\"").status()).isEqualTo(400);
        assertThat(server.get(STASH).body()).isEqualTo("{}");
    }
}
