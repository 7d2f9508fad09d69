package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.jobs.FizzBuzzJob;
import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.RunHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The logs of a run, of forty that it queued, and of one that these did not know, as one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TreeLogTest {

    private static final int CHILDREN = 40;

    private TestServer server;
    private String parent;
    private String log;

    @BeforeAll
    void run() {
        server = TestServer.start();
        parent = server.atGate("tree");
        log = "/examples/tree-log/" + parent;
        GateJob.tell("tree", run -> {
            run.info("first of all");
            RunHandle inner = run.jobs().newRun(to -> to.project("inner"));
            inner.queue(what -> what.job(GateJob.class).params(Map.of("gate", "branch")));
            run.jobs().waitJob(inner);
            run.warning("between");
            List<RunHandle> crowd = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                crowd.add(run.jobs().newRun(to -> to.project("crowd")));
                crowd.get(i).queue(what -> what.job(FizzBuzzJob.class).params(Map.of("n", 3)));
            }
            crowd.forEach(child -> run.jobs().waitJob(child));
            run.info("last of all");
            return null;
        });
        GateJob.tell("branch", run -> {
            run.info("in the branch");
            run.jobs()
                    .newRun(to -> to.project("leaf"))
                    .queue(what -> what.job(GateJob.class).params(Map.of("gate", "leaf")));
            return null;
        });
        GateJob.tell("leaf", run -> {
            run.error(7, "in the leaf");
            GateJob.open("branch");
            return dev.gantry.job.RunResult.OK;
        });
        Waiting.until(() -> server.get(log).body().contains("last of all"));
    }

    @AfterAll
    void stop() {
        GateJob.open("tree");
        server.close();
    }

    private List<JsonNode> lines(String query) {
        List<JsonNode> lines = new ArrayList<>();
        server.get(log + query).json().get("lines").forEach(lines::add);
        return lines;
    }

    private static List<String> messages(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("msg").textValue()).toList();
    }

    @Test
    void theLogsOfATreeAreOneInTheOrderOfTime() {
        List<JsonNode> lines = lines("?limit=1000");

        assertThat(messages(lines))
                .containsSubsequence("first of all", "in the branch", "in the leaf", "between", "last of all");
        assertThat(lines)
                .extracting(line -> Instant.parse(line.get("timeStamp").textValue()))
                .isSorted();
        JsonNode leaf = lines.get(messages(lines).indexOf("in the leaf"));
        assertThat(leaf.get("path").textValue()).isEqualTo("/examples/gate");
        assertThat(leaf.get("uuid").textValue()).isNotEqualTo(parent);
        assertThat(leaf.get("errorCode").intValue()).isEqualTo(7);
        assertThat(leaf.get("kind").textValue()).isEqualTo("ERROR");
    }

    @Test
    void pagesFromTheEndHaveEachLineOnce() {
        List<JsonNode> all = lines("?limit=1000");
        List<JsonNode> paged = new ArrayList<>();
        String query = "?limit=7";
        for (String next = ""; next != null; query = "?limit=7&before=" + next) {
            JsonNode page = server.get(log + query).json();
            List<JsonNode> lines = new ArrayList<>();
            page.get("lines").forEach(lines::add);
            assertThat(lines).hasSizeLessThanOrEqualTo(7);
            paged.addAll(0, lines);
            next = page.get("next").textValue();
        }

        assertThat(all).hasSizeGreaterThan(CHILDREN);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void onlyLinesOfSomeKindsOrOfSomeTimeAreShown() {
        assertThat(messages(lines("?kind=WARNING,ERROR"))).containsExactly("in the leaf", "between");
        List<JsonNode> all = lines("?limit=1000");
        JsonNode between = all.get(messages(all).indexOf("between"));
        assertThat(lines("?limit=1000&since=" + between.get("timeStamp").textValue()))
                .isEqualTo(all.subList(all.indexOf(between), all.size()));
    }

    @Test
    void aRunWithoutChildrenHasItsOwnLog() {
        String alone = server.finished("/examples/fizz_buzz", "{}");
        JsonNode page = server.get("/examples/tree-log/" + alone).json();

        assertThat(page.get("lines").findValuesAsText("uuid")).isNotEmpty().containsOnly(alone);
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("complete").booleanValue()).isTrue();
    }

    @Test
    void aPlaceThatNoPageGaveIsRefused() {
        assertThat(server.get(log + "?before=yesterday").body())
                .contains("before is \\\"yesterday\\\"; expected what the page before gave as next");
        assertThat(server.get(log + "?after=3").status()).isEqualTo(400);
        assertThat(server.get("/ops/tree-log/" + parent).status()).isEqualTo(404);
    }
}
