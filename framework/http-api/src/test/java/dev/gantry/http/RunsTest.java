package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listing runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsTest {

    private TestServer server;
    private final List<String> newestFirst = new ArrayList<>();

    @BeforeAll
    void submit() {
        server = TestServer.start();
        for (int i = 0; i < 5; i++) {
            newestFirst.add(0, server.finished("/examples/fizz_buzz", "{\"n\":1}"));
        }
        newestFirst.add(0, server.finished("/ops/nightly/login", "{\"user\":\"a\",\"password\":\"b\",\"tries\":1}"));
        newestFirst.add(
                0,
                server.post("/examples/fizz_buzz/job?tag=stage:child&runAt=2126-01-01T00:00:00Z", "{}")
                        .json()
                        .get("uuid")
                        .textValue());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void runsAreListedNewestFirstAtEachLevelOfTheTree() {
        assertThat(uuids("/runs")).isEqualTo(newestFirst);
        assertThat(uuids("/examples/runs")).hasSize(6).doesNotContain(newestFirst.get(1));
        assertThat(uuids("/examples/fizz_buzz/runs")).hasSize(6);
        assertThat(uuids("/examples/gate/runs")).isEmpty();
        assertThat(uuids("/ops/runs")).containsExactly(newestFirst.get(1));
        assertThat(uuids("/ops/nightly/runs")).containsExactly(newestFirst.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "state=QUEUED, 1",
        "state=failed, 1",
        "state=SUCCEEDED&state=FAILED, 6",
        "'state=SUCCEEDED,QUEUED', 6",
        "tag=stage:child, 1",
        "tag=stage:other, 0",
        "leaf=ops/nightly/login, 1",
        "since=2100-01-01T00:00:00Z, 0",
        "until=2100-01-01T00:00:00Z, 7",
        "endedSince=2020-01-01T00:00:00Z, 7",
        "endedSince=2100-01-01T00:00:00Z, 1",
        "endedSince=2020-01-01T00:00:00Z&endedUntil=2100-01-01T00:00:00Z, 6",
        "result=200, 5",
        "'result=200,409', 6",
        "took=PT0S, 6",
        "took=PT100H, 0",
        "text=NIGHTLY, 1",
        "text=child, 1",
        "text=nowhere%20to%20be, 0",
        "param.n=1, 5",
        "param.n=50, 1",
        "param.user=a, 1",
        "param.password=b, 0",
        "param.n=1&state=FAILED, 0",
        "limit=3, 3"
    })
    void runsAreFiltered(String query, int expected) {
        assertThat(uuids("/runs?" + query)).hasSize(expected);
    }

    @Test
    void aLeafIsNamedBelowTheBranch() {
        assertThat(uuids("/examples/runs?leaf=fizz_buzz")).hasSize(6);
        assertThat(server.get("/examples/runs?leaf=nope").json().get("detail").textValue())
                .isEqualTo("No job for /examples/nope");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = server.get("/runs?limit=3" + cursor).json();
            page.get("runs").forEach(run -> seen.add(run.get("uuid").textValue()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").textValue();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(newestFirst);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limmit=3 | unknown query parameter \"limmit\"; did you mean \"limit\"?",
                "colour=3 | unknown query parameter \"colour\"; expected state, tag, since, until, leaf, project, parent, endedSince, endedUntil,"
                        + " result, took, text, param., limit, cursor",
                "limit=0 | limit is \"0\"; expected a whole number from 1 to 200",
                "limit=201 | limit is \"201\"; expected a whole number from 1 to 200",
                "limit=x | limit is \"x\"; expected a whole number from 1 to 200",
                "state=DONE | state is \"DONE\"; expected one of [QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED]",
                "since=today | since is \"today\"; expected a moment with its offset, such as 2026-11-21T20:00:00Z",
                "until=%2B12026-11-21T20:00:00Z | until is \"+12026-11-21T20:00:00Z\"; expected a moment with its offset,"
                        + " such as 2026-11-21T20:00:00Z",
                "result=x | result is \"x\"; expected a result code from -1 (not finished) to 999",
                "took=5m | took is \"5m\"; expected a length of time such as PT5M or PT1H30M",
                "parent=1 | parent is \"1\"; expected the uuid of a run",
                "cursor=!! | cursor is \"!!\"; expected what the page before gave as next"
            })
    void whatCannotBeUsedIsRefused(String query, String detail) {
        TestServer.Answer answer = server.get("/runs?" + query.strip().replace("!", "%21"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").textValue()).isEqualTo(detail);
    }

    @Test
    void aRunIsFoundByTheBeginningOfItsUuid() {
        String uuid = newestFirst.get(3);

        assertThat(uuids("/runs?text=" + uuid.substring(0, 30).toUpperCase(Locale.ROOT)))
                .contains(uuid);
        assertThat(uuids("/runs?text=" + uuid)).containsExactly(uuid);
    }

    @Test
    void aRowSaysWhatAListShows() {
        JsonNode failed = server.get("/ops/runs").json().at("/runs/0");

        assertThat(failed.get("state").textValue()).isEqualTo("FAILED");
        assertThat(failed.get("messageKind").textValue()).isEqualTo("ERROR");
        assertThat(failed.get("message").textValue()).isNotEmpty();
        assertThat(failed.get("errors").longValue()).isPositive();
        assertThat(failed.get("lastLine").longValue()).isPositive();
        assertThat(failed.get("children").longValue()).isZero();
        assertThat(failed.get("jobId").textValue()).isNotEmpty();
        assertThat(Instant.parse(failed.get("startedAt").textValue()))
                .isBetween(
                        Instant.parse(failed.get("createdAt").textValue()),
                        Instant.parse(failed.get("endedAt").textValue()));
        assertThat(failed.get("worker").isNull()).isTrue();
        assertThat(server.get("/ops/runs/" + failed.get("uuid").textValue()).json())
                .isEqualTo(failed);
    }

    @Test
    void runsAreCountedUnderTheFiltersOfLists() {
        JsonNode all = server.get("/counts").json();

        assertThat(all.toString())
                .contains("\"total\":7,\"complete\":true")
                .contains("\"SUCCEEDED\":5", "\"FAILED\":1", "\"QUEUED\":1", "\"RUNNING\":0");
        assertThat(server.get("/ops/counts").json().get("total").intValue()).isEqualTo(1);
        assertThat(server.get("/counts?param.n=1").json().get("total").intValue())
                .isEqualTo(5);
        assertThat(server.get("/examples/fizz_buzz/counts?result=200&text=fizz")
                        .json()
                        .get("total")
                        .intValue())
                .isEqualTo(5);
    }

    @Test
    void finishedRunsAreCountedByWhenTheyFinished() {
        JsonNode day = server.get("/histogram?buckets=10").json();
        JsonNode past = server.get("/histogram?endedSince=2020-01-01T00:00:00Z&endedUntil=2020-01-02T00:00:00Z")
                .json();

        assertThat(day.get("buckets")).hasSize(1);
        assertThat(day.at("/buckets/0/counts").toString())
                .isIn("{\"SUCCEEDED\":5,\"FAILED\":1}", "{\"FAILED\":1,\"SUCCEEDED\":5}");
        assertThat(day.at("/unfinished/QUEUED").intValue()).isEqualTo(1);
        assertThat(past.get("buckets")).isEmpty();
        assertThat(past.get("unfinished").isNull()).isTrue();
        assertThat(server.get("/histogram?endedSince=2126-01-01T00:00:00Z").status())
                .isEqualTo(400);
    }

    private List<String> uuids(String path) {
        return server.get(path).json().get("runs").findValuesAsText("uuid");
    }
}
