package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.http.jobs.GateJob;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of the changes of runs, as it goes over the wire. */
class ChangesTest {

    private static final Pattern ID = Pattern.compile("(?m)^id: (.*)$");

    private final TestServer server = TestServer.start();
    private final List<RawConnection> readers = new ArrayList<>();

    @AfterEach
    void stop() {
        readers.forEach(RawConnection::close);
        server.close();
    }

    private RawConnection open(String path, String... headers) {
        RawConnection reader = new RawConnection(server);
        readers.add(reader);
        List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(headers));
        return reader.sendHead(lines.toArray(String[]::new));
    }

    private static String lastId(String heard) {
        Matcher matcher = ID.matcher(heard.replace("\r", ""));
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }

    @Test
    void aNewRunAndItsStepsAreToldAsRows() {
        RawConnection reader = open("/changes");
        assertThat(reader.readUntil("event: open")).contains("200 OK");

        String uuid = server.atGate("told");
        assertThat(reader.readUntil("at the gate"))
                .contains("event: runs")
                .contains("\"uuid\":\"" + uuid + "\"")
                .contains("\"state\":\"RUNNING\"");

        GateJob.open("told");
        assertThat(reader.readUntil("\"state\":\"SUCCEEDED\"")).contains(uuid);
    }

    @Test
    void onlyWhatIsAskedForIsTold() {
        RawConnection ofOps = open("/ops/changes");
        RawConnection tagged = open("/changes?tag=stage:child");
        ofOps.readUntil("event: open");
        tagged.readUntil("event: open");

        String plain = server.finished("/examples/fizz_buzz", "{}");
        String login = server.finished("/ops/nightly/login", "{\"user\":\"a\",\"password\":\"b\",\"tries\":1}");
        String child = server.finished("/examples/fizz_buzz", "{}");
        String marked = server.post("/examples/fizz_buzz/job?tag=stage:child", "{}", "Prefer", "wait=30")
                .json()
                .get("uuid")
                .textValue();

        assertThat(ofOps.readUntil("\"state\":\"FAILED\"")).contains(login).doesNotContain(plain);
        assertThat(tagged.readUntil("\"state\":\"SUCCEEDED\"")).contains(marked).doesNotContain(plain, child);
    }

    @Test
    void aReaderThatComesBackIsToldWhatChangedMeanwhileAndNothingElse() {
        RawConnection first = open("/changes");
        first.readUntil("event: open");
        String before = server.finished("/examples/fizz_buzz", "{}");
        String heard = first.readUntil("\"state\":\"SUCCEEDED\"") + first.readUntil("\n\n");
        assertThat(heard).contains(before);
        first.close();
        String meanwhile = server.finished("/examples/fizz_buzz", "{}");

        String rest = open("/changes", "Last-Event-ID: " + lastId(heard)).readUntil("\"state\":\"SUCCEEDED\"");

        assertThat(rest).contains(meanwhile).doesNotContain(before, "event: reset");
    }

    @Test
    void aReaderOfAnotherServerIsToldToReadAgain() {
        String heard = open("/changes", "Last-Event-ID: 01234567-89").readUntil("event: reset");

        assertThat(heard).contains("event: open");
        assertThat(open("/changes", "Last-Event-ID: nonsense").readUntil("event: reset"))
                .isNotEmpty();
    }

    @Test
    void aReaderThatMissedMoreThanIsRememberedIsToldToReadAgain() {
        RawConnection first = open("/changes");
        String id = lastId(first.readUntil("event: open") + first.readUntil("\n\n"));
        first.close();
        String later = "{\"params\":{},\"runAt\":\"2126-01-01T00:00:00Z\"}";
        for (int i = 0; i < 5; i++) {
            server.post("/examples/fizz_buzz/jobs", "[" + (later + ",").repeat(499) + later + "]");
        }
        assertThat(server.get("/counts").json().get("total").intValue()).isEqualTo(2_500);
        Waiting.until(() -> firstNews(open("/changes", "Last-Event-ID: " + id)).equals("event: reset"));
    }

    private static String firstNews(RawConnection reader) {
        reader.readUntil("event: r");
        return "event: r" + reader.readUntil("\n").strip();
    }

    @Test
    void countsAreToldToWhoAsks() {
        RawConnection reader = open("/examples/changes?counts=true");
        assertThat(reader.readUntil("\"complete\":true")).contains("event: counts", "\"total\":0");

        server.finished("/examples/fizz_buzz", "{}");
        assertThat(reader.readUntil("\"SUCCEEDED\":1,")).contains("event: counts");
    }
}
