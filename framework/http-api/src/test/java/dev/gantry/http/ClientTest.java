package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunListener;
import dev.gantry.client.RunSubscription;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.Attempts;
import dev.gantry.client.wire.BranchEntry;
import dev.gantry.client.wire.LeafEntry;
import dev.gantry.client.wire.Outcome;
import dev.gantry.client.wire.RunPage;
import dev.gantry.client.wire.StreamedLine;
import dev.gantry.client.wire.StreamedProgress;
import dev.gantry.client.wire.Tree;
import dev.gantry.client.wire.TreeLogPage;
import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.RunResult;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client and the server understand each other. */
class ClientTest {

    private final TestServer server = TestServer.start("/api/v1");
    private final GantryClient client = new GantryClient(server.server().uri());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTreeIsWalkedByThePathsThatTheServerGives() {
        BranchEntry examples = client.branches().get(0);
        LeafEntry fizzBuzz = client.leaves(examples.path()).get(0);

        assertThat(client.branches(examples.path())).isEmpty();
        assertThat(fizzBuzz.jobType()).isEqualTo("examples_fizz_buzz");
        assertThat(client.postSchema(fizzBuzz.path()).has("$schema")).isTrue();
        assertThat(client.postSchema("examples/fizz_buzz")).isEqualTo(client.postSchema(fizzBuzz.path()));
    }

    @Test
    void whatListsShowIsAskedForWithTypes() {
        Outcome done = client.submit(
                "examples/fizz_buzz", Map.of("n", 3), SubmitOptions.NONE.tag("lot", "7"), Duration.ofSeconds(30));
        client.submit("examples/fizz_buzz", Map.of("n", 4), SubmitOptions.NONE.tag("lot", "8"), Duration.ofSeconds(30));
        RunFilter lot = RunFilter.ALL.tag("lot", "7").limit(1);

        assertThat(client.tree().branches())
                .anySatisfy(branch -> assertThat(branch.leaves())
                        .extracting(Tree.Leaf::jobType)
                        .contains("examples_fizz_buzz"));
        assertThat(client.counts(lot).total()).isEqualTo(1);
        assertThat(client.counts(RunFilter.ALL).counts()).containsEntry("SUCCEEDED", 2L);
        assertThat(client.counts("examples", lot).total()).isEqualTo(1);
        assertThat(client.statistics("examples/fizz_buzz").leaves())
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.sample()).isEqualTo(2));
        assertThat(client.run("examples", done.uuid()).uuid()).isEqualTo(done.uuid());
        assertThat(client.explain("examples", done.uuid()).reason()).isEqualTo("FINISHED");
        assertThat(client.params("examples", done.uuid()).params().get("n").intValue())
                .isEqualTo(3);
        assertThat(client.attempts("examples", done.uuid()).known())
                .extracting(Attempts.Attempt::outcome)
                .containsExactly("SUCCEEDED");
    }

    @Test
    void theTreeBelowARunAndItsLogAreAskedForWithTypes() {
        UUID parent = client.submit("examples/gate", Map.of("gate", "typed"), SubmitOptions.NONE);
        GateJob.tell("typed", run -> {
            run.jobs().newRun().queue(what -> what.job("examples/fizz_buzz").params(Map.of("n", 1)));
            run.info("queued");
            return RunResult.OK;
        });
        Waiting.until(() -> client.descendants("examples", parent).counts().getOrDefault("SUCCEEDED", 0L) == 1
                && client.run("examples", parent).standing().state().equals("SUCCEEDED"));

        assertThat(client.descendants("examples", parent).groups())
                .singleElement()
                .satisfies(group -> assertThat(group.times().endedAt()).isNotNull());
        assertThat(client.children("examples", parent, RunFilter.ALL).runs()).hasSize(1);
        TreeLogPage log = client.treeLog("examples", parent);
        assertThat(log.next()).isNull();
        assertThat(log.lines()).extracting(line -> line.line().msg()).contains("at the gate", "queued");
        TreeLogPage.TreeLine last = log.lines().get(log.lines().size() - 1);
        String place = "%s_%s_%d"
                .formatted(last.line().timeStamp(), last.uuid(), last.line().seq());
        assertThat(client.treeLogBefore("examples", parent, place).lines())
                .isEqualTo(log.lines().subList(0, log.lines().size() - 1));
    }

    @Test
    void aRunIsStartedAndLookedAt() {
        Outcome outcome = client.submit(
                "examples/fizz_buzz",
                Map.of("n", 3),
                SubmitOptions.NONE.tag("stage", "a:b c").description("über").priority(3),
                Duration.ofSeconds(30));

        assertThat(outcome.result()).isEqualTo(200);
        assertThat(outcome.data().at("/output/2").textValue()).isEqualTo("Fizz");
        UUID uuid = outcome.uuid();
        assertThat(client.progress("examples", uuid).completeness()).isEqualTo(1.0);
        assertThat(client.info("examples", uuid).events()).hasSize(1);
        assertThat(client.data("examples", uuid)).isEqualTo(outcome.data());
        assertThat(client.dump("examples", uuid).get("n").intValue()).isEqualTo(3);
        assertThat(client.dumpWithLogs("examples", uuid).get("events")).hasSize(1);
        assertThat(client.report("examples", uuid)).isEmpty();
        RunPage page =
                client.runs("examples", RunFilter.ALL.tag("stage", "a:b c").state("SUCCEEDED"));
        assertThat(page.runs()).singleElement().satisfies(run -> {
            assertThat(run.uuid()).isEqualTo(uuid);
            assertThat(run.description()).isEqualTo("über");
            assertThat(run.standing().priority()).isEqualTo(3);
            assertThat(run.times().createdAt()).isNotNull();
        });
        assertThat(page.next()).isNull();
    }

    @Test
    void aRunIsCancelledAndRetried() {
        UUID uuid = client.submit("examples/gate", Map.of("gate", "client"), SubmitOptions.NONE);

        client.cancel("examples", uuid);
        Waiting.until(() -> client.progress("examples", uuid).result() == 410);
        client.retry("examples", uuid);
        GateJob.open("client");
        Waiting.until(() -> client.progress("examples", uuid).result() == 200);
    }

    @Test
    void theServerTellsOfItself() {
        assertThat(client.health().status()).isEqualTo("UP");
        assertThat(client.plugins().plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.jobs()).hasSize(5);
            assertThat(plugin.issues()).hasSize(1);
        });
    }

    @Test
    void aRefusalCarriesTheProblem() {
        assertThatExceptionOfType(GantryException.class)
                .isThrownBy(() -> client.submit("examples/fizz_buzz", Map.of("n", "x"), SubmitOptions.NONE))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.problem().errors().get(0).pointer()).isEqualTo("/n");
                });
    }

    @Test
    void aServerThatIsNotThereIsSaidNotToBe() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new GantryClient(URI.create("http://127.0.0.1:1")).branches())
                .withMessageContaining("is the server running?");
    }

    @Test
    void aStreamTellsOfTheRunUntilItsEnd() {
        UUID uuid = client.submit("examples/gate", Map.of("gate", "tell"), SubmitOptions.NONE);
        Heard heard = new Heard();
        try (RunSubscription subscription = client.stream("examples", uuid, heard)) {
            assertThat(heard.next()).isEqualTo("log at the gate");
            GateJob.tell("tell", run -> {
                run.data(List.of(1));
                return null;
            });
            heard.awaits("data {\"output\":[1]}");
            GateJob.open("tell");
            assertThat(subscription
                            .done()
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join()
                            .state())
                    .isEqualTo("SUCCEEDED");
            heard.awaits("done 200");
        }
    }

    @Test
    void aStreamOfNothingFails() {
        RunSubscription subscription = client.stream("examples", UUID.randomUUID(), new RunListener() {});

        assertThat(subscription.done().orTimeout(30, TimeUnit.SECONDS))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(GantryException.class);
    }

    @Test
    void aStreamIsTakenUpWhereItBroke() {
        try (FlakyProxy proxy = new FlakyProxy(server.server().uri().getPort())) {
            GantryClient overProxy = new GantryClient(proxy.uri("/api/v1"));
            UUID uuid = client.submit("examples/gate", Map.of("gate", "flaky"), SubmitOptions.NONE);
            Heard heard = new Heard();
            try (RunSubscription subscription = overProxy.stream("examples", uuid, heard)) {
                assertThat(heard.next()).isEqualTo("log at the gate");
                proxy.breakAll();
                GateJob.tell("flaky", run -> {
                    run.info("while nobody listened");
                    return dev.gantry.job.RunResult.OK;
                });
                assertThat(subscription
                                .done()
                                .orTimeout(30, TimeUnit.SECONDS)
                                .join()
                                .result())
                        .isEqualTo(200);
                assertThat(heard.all)
                        .filteredOn(line -> line.equals("log at the gate"))
                        .isEmpty();
                assertThat(heard.all).contains("log while nobody listened");
            }
        }
    }

    private static final class Heard implements RunListener {

        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void onLog(StreamedLine line) {
            all.add("log " + line.msg());
        }

        @Override
        public void onData(JsonNode data) {
            all.add("data " + data);
        }

        @Override
        public void onDone(StreamedProgress end) {
            all.add("done " + end.result());
        }

        String next() {
            try {
                return all.poll(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaits(String what) {
            String heard = next();
            while (heard != null && !heard.equals(what)) {
                heard = next();
            }
            assertThat(heard).isEqualTo(what);
        }
    }
}
