package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.http.jobs.FizzBuzzJob;
import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.RunHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A run and those that it queued: seven of one job, and one that queued two itself and waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyTest {

    private TestServer server;
    private String parent;
    private String waiting;

    @BeforeAll
    void queue() {
        server = TestServer.start();
        parent = server.atGate("family");
        GateJob.tell("family", run -> {
            List<RunHandle> children = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                children.add(run.jobs().newRun(to -> to.project("crowd")));
                children.get(i).queue(what -> what.job(FizzBuzzJob.class).params(Map.of("n", 1)));
            }
            children.forEach(child -> run.jobs().waitJob(child));
            run.jobs()
                    .newRun(to -> to.project("alone"))
                    .queue(what -> what.job(GateJob.class).params(Map.of("gate", "inner")));
            return null;
        });
        GateJob.tell("inner", run -> {
            for (int i = 0; i < 2; i++) {
                RunHandle child = run.jobs().newRun(to -> to.project("inner"));
                child.queue(what -> what.job(FizzBuzzJob.class).params(Map.of("n", 2)));
                run.jobs().waitJob(child);
            }
            run.info("all are done");
            return null;
        });
        Waiting.until(() -> server.get("/runs?text=all%20are%20done").body().contains("\"state\":\"RUNNING\""));
        waiting = server.get("/runs?project=alone").json().at("/runs/0/uuid").textValue();
    }

    @AfterAll
    void stop() {
        GateJob.open("inner");
        GateJob.open("family");
        server.close();
    }

    @Test
    void theChildrenOfARunAreListedNewestFirst() {
        JsonNode children = server.get("/examples/children/" + parent).json().get("runs");

        assertThat(children).hasSize(8);
        assertThat(children.get(0).get("uuid").textValue()).isEqualTo(waiting);
        assertThat(children.findValuesAsText("parent")).containsOnly(parent);
        assertThat(server.get("/examples/runs/" + parent).json().get("children").intValue())
                .isEqualTo(8);
    }

    @Test
    void childrenAreFilteredAndPagedAsOtherRuns() {
        String children = "/examples/children/" + parent;
        JsonNode page = server.get(children + "?state=SUCCEEDED&limit=5").json();

        assertThat(page.get("runs")).hasSize(5);
        assertThat(server.get(children + "?state=SUCCEEDED&cursor="
                                + page.get("next").textValue())
                        .json()
                        .get("runs"))
                .hasSize(2);
        assertThat(server.get(children + "?param.gate=inner").json().get("runs"))
                .hasSize(1);
        assertThat(server.get(children + "?parent=" + parent).status()).isEqualTo(400);
    }

    @Test
    void theTreeBelowARunIsShownInGroupsOfOneJobEach() {
        JsonNode tree = server.get("/examples/descendants/" + parent).json();

        assertThat(tree.get("runs").intValue()).isEqualTo(10);
        assertThat(tree.get("complete").booleanValue()).isTrue();
        assertThat(tree.at("/counts/SUCCEEDED").intValue()).isEqualTo(9);
        assertThat(tree.at("/counts/RUNNING").intValue()).isEqualTo(1);
        assertThat(tree.get("completeness").doubleValue()).isBetween(0.89, 0.91);
        assertThat(tree.at("/groups").findValuesAsText("jobType"))
                .containsExactly("examples_fizz_buzz", "examples_gate", "examples_fizz_buzz");
        JsonNode crowd = tree.at("/groups/0");
        assertThat(crowd.get("runs").intValue()).isEqualTo(7);
        assertThat(crowd.has("uuid")).isFalse();
        assertThat(crowd.get("endedAt").isNull()).isFalse();
        JsonNode alone = tree.at("/groups/1");
        assertThat(alone.get("uuid").textValue()).isEqualTo(waiting);
        assertThat(alone.get("endedAt").isNull()).isTrue();
        assertThat(alone.at("/groups/0/runs").intValue()).isEqualTo(2);
    }

    @Test
    void aRunWithoutChildrenIsItsOwnMeasure() {
        JsonNode tree = server.get("/examples/descendants/" + server.finished("/examples/fizz_buzz", "{}"))
                .json();

        assertThat(tree.get("completeness").doubleValue()).isEqualTo(1);
        assertThat(tree.get("runs").intValue()).isZero();
        assertThat(tree.get("groups")).isEmpty();
    }
}
