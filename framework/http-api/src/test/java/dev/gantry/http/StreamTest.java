package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The streams of runs, as they go over the wire. */
class StreamTest {

    private static final Pattern ID = Pattern.compile("(?m)^id: (.*)$");
    private static final Pattern EVENT = Pattern.compile("(?m)^event: (.*)$");
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    private final TestServer server = TestServer.start();
    private final List<RawConnection> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.forEach(RawConnection::close);
        server.close();
    }

    @Test
    void aFinishedRunIsToldFromItsBeginningToItsEnd() {
        String uuid = server.finished("/examples/fizz_buzz", "{\"n\":2}");

        TestServer.Answer stream = server.get("/examples/stream/" + uuid);

        assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(all(EVENT, stream.body())).containsExactly("log", "data", "progress", "done");
        assertThat(stream.body()).contains("data: {\"output\":[\"1\",\"2\"]}");
    }

    @Test
    void aRunIsToldAsItGoes() {
        String uuid = server.atGate("live");
        RawConnection reader = open(uuid, "");
        assertThat(reader.readUntil("at the gate")).contains("event: log");

        GateJob.tell("live", run -> {
            run.completeness(0.5);
            return null;
        });
        assertThat(reader.readUntil("\"completeness\":0.5")).contains("event: progress");

        GateJob.open("live");
        assertThat(reader.readUntil("event: done")).contains("event: progress");
    }

    @Test
    void aReaderThatComesBackMissesNothingAndHearsNothingTwice() {
        String uuid = server.atGate("back");
        GateJob.tell("back", run -> {
            for (int i = 0; i < 500; i++) {
                run.info("line " + i);
            }
            run.data("half");
            return null;
        });
        RawConnection first = open(uuid, "");
        String heard = first.readUntil("line 250\"");
        heard = heard.substring(0, heard.lastIndexOf("\n\n") + 2);
        first.close();
        GateJob.tell("back", run -> {
            for (int i = 500; i < 700; i++) {
                run.info("line " + i);
            }
            return RunResult.OK;
        });

        List<String> ids = all(ID, heard);
        String rest = open(uuid, ids.get(ids.size() - 1)).readUntil("event: done");

        List<String> lines = all(SEQ, heard);
        lines.addAll(all(SEQ, rest));
        assertThat(lines)
                .doesNotHaveDuplicates()
                .hasSize(701)
                .startsWith("1", "2")
                .endsWith("700", "701");
        ids.addAll(all(ID, rest));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(all(EVENT, heard + rest)).filteredOn("data"::equals).hasSize(1);
    }

    @Test
    void aReaderThatHasHadTheEndIsToldToStayAway() {
        String uuid = server.finished("/examples/fizz_buzz", "{}");
        List<String> ids = all(ID, server.get("/examples/stream/" + uuid).body());

        String last = ids.get(ids.size() - 1);
        assertThat(server.get("/examples/stream/" + uuid, "Last-Event-ID", last).status())
                .isEqualTo(204);
        String lastButOne = ids.get(ids.size() - 2);
        assertThat(all(
                        EVENT,
                        server.get("/examples/stream/" + uuid, "Last-Event-ID", lastButOne)
                                .body()))
                .containsExactly("done");
    }

    @Test
    void anIdOfSomethingElseIsRefused() {
        String uuid = server.finished("/examples/fizz_buzz", "{}");

        assertThat(server.get("/examples/stream/" + uuid, "Last-Event-ID", "seven")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void readersThatDoNotReadHoldUpNobodyAndGetItAllOnceTheyDo() {
        String uuid = server.atGate("flood");
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            slow.add(open(uuid, ""));
        }
        GateJob.tell("flood", run -> {
            for (int i = 0; i < 900; i++) {
                run.info("x".repeat(8_000));
            }
            return RunResult.OK;
        });

        assertThat(open(uuid, "").readUntil("event: done")).isNotEmpty();
        for (RawConnection reader : slow) {
            assertThat(all(SEQ, reader.readUntil("event: done"))).hasSize(901);
        }
    }

    @Test
    void aThousandReadersNeedNoThreadsOfTheirOwn() {
        String uuid = server.atGate("crowd");
        int before = Thread.activeCount();
        List<RawConnection> readers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            readers.add(open(uuid, ""));
        }
        readers.forEach(reader -> reader.readUntil("at the gate"));

        assertThat(Thread.activeCount()).isLessThan(before + 20);
        GateJob.open("crowd");
        readers.forEach(reader -> assertThat(reader.readUntil("event: done")).isNotEmpty());
    }

    @Test
    void aStopOfTheServerEndsTheStreams() {
        String uuid = server.atGate("stop");
        RawConnection reader = open(uuid, "");
        reader.readUntil("at the gate");

        server.server().stop(java.time.Duration.ofSeconds(1));

        assertThat(reader.readUntil("never said")).doesNotContain("event: done");
        GateJob.open("stop");
    }

    private RawConnection open(String uuid, String lastEventId) {
        RawConnection client = new RawConnection(server);
        clients.add(client);
        return client.sendHead(
                "GET /examples/stream/%s HTTP/1.1".formatted(uuid), "Host: localhost", "Last-Event-ID: " + lastEventId);
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text.replace("\r", ""));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
