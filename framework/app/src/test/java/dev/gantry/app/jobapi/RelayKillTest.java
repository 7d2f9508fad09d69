package dev.gantry.app.jobapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.app.jobs.RelayJob;
import dev.gantry.client.GantryClient;
import dev.gantry.client.RunFilter;
import dev.gantry.client.wire.RunSummary;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.WaitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * kill -9 of one server of two or of both, at any moment of a pipeline whose runs are on both, again and again.
 *
 * <p>{@code -Dgantry.kill.rounds=30} and {@code -Dgantry.kill.seed=…} say how often and when.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayKillTest {

    private static final Logger log = LoggerFactory.getLogger(RelayKillTest.class);

    private static final int ROUNDS = Integer.getInteger("gantry.kill.rounds", 8);
    private static final long SEED = Long.getLong("gantry.kill.seed", 20_261_122);
    private static final int CHILDREN = 6;
    private static final int BYTES = 1 << 20;

    /** How many lines a round without a kill writes to the trace, about. */
    private static final int STEPS = 2 + CHILDREN * 7;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> attemptsAtTheEnd = new HashMap<>();
    private KillableServer here;
    private KillableServer there;
    private int attemptsBeyondTheFirst;
    private int endsThatWereNotRecorded;

    @BeforeEach
    void start() throws IOException {
        Files.createFile(folder.resolve("ledger"));
        Files.createFile(folder.resolve("trace"));
        there = KillableServer.start(folder.resolve("there"), "");
        here = KillableServer.start(folder.resolve("here"), there.uri().toString());
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void thePipelineCompletesAndEachChildSucceedsOnce() throws Exception {
        log.info("{} rounds, seed {}", ROUNDS, SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            RunHandle parent = queue(round);
            killSometime(round);
            assertThat(here.client().jobs().waitJob(parent, Duration.ofMinutes(3)))
                    .as("round %d of seed %d: %s", round, SEED, parent.info())
                    .isEqualTo(new WaitResult(1, 0, 0));
            childrenSucceededOnce(round);
        }
        nothingIsLeftOver();
        whatHadSucceededWasNotRunAgain();
        log.info(
                "{} attempts beyond the first; {} of them had done their last step, but were killed before that was recorded",
                attemptsBeyondTheFirst,
                endsThatWereNotRecorded);
    }

    private static String name(int round) {
        return "round_%03d".formatted(round);
    }

    private RunHandle queue(int round) {
        RelayJob.Params params = new RelayJob.Params(name(round), there.uri(), folder.toString(), CHILDREN, BYTES);
        return here.client()
                .jobs()
                .run("relays", name(round))
                .queue(what -> what.job("tests/relay").params(params));
    }

    private void killSometime(int round) throws IOException {
        int step = random.nextInt(STEPS);
        long nanos = random.nextInt(20_000_000);
        int which = random.nextInt(3);
        log.info(
                "round {}: kill {} {} µs after step {}",
                round,
                List.of("here", "there", "both").get(which),
                nanos / 1000,
                step);
        while (steps(round) < step) {
            LockSupport.parkNanos(200_000);
        }
        LockSupport.parkNanos(nanos);
        if (which != 1) {
            here.kill();
        }
        if (which != 0) {
            there.kill();
        }
        here.restartIfKilled();
        there.restartIfKilled();
    }

    private long steps(int round) throws IOException {
        try (var lines = Files.lines(folder.resolve("trace"), UTF_8)) {
            return lines.filter(line -> line.startsWith(name(round))).count();
        }
    }

    private void childrenSucceededOnce(int round) throws IOException {
        for (int i = 0; i < CHILDREN; i++) {
            String project = "%s_child_%d".formatted(name(round), i);
            KillableServer server = i % 2 == 0 ? here : there;
            JsonNode dump = dump(server, project, i);
            int attempts = dump.path("gantry").path("attempts").asInt();
            List<Integer> ends = ledger(project);
            String what = "%s of seed %d: the attempts %s did their last step; %s".formatted(project, SEED, ends, dump);
            assertThat(dump.path("resultCode").asInt()).as(what).isEqualTo(200);
            assertThat(ends).as(what).isNotEmpty().doesNotHaveDuplicates().endsWith(attempts);
            // Between the last step of an attempt and the record of its end there is a moment for the power to go.
            assertThat(ends.size() - 1).as(what).isLessThanOrEqualTo(kills(dump));
            attemptsBeyondTheFirst += attempts - 1;
            endsThatWereNotRecorded += ends.size() - 1;
            attemptsAtTheEnd.put(project, attempts);
        }
    }

    private static int kills(JsonNode dump) {
        return (int) dump.path("errors").findValuesAsText("msg").stream()
                .filter(message -> message.startsWith("job was killed"))
                .count();
    }

    private static JsonNode dump(KillableServer server, String project, int i) {
        UUID uuid = server.client()
                .jobs()
                .run(project, "relay_" + i)
                .info()
                .queued()
                .orElseThrow()
                .uuid();
        return server.client().dumpWithLogs("tests", uuid);
    }

    private List<Integer> ledger(String project) throws IOException {
        try (var lines = Files.lines(folder.resolve("ledger"), UTF_8)) {
            return lines.filter(line -> line.startsWith(project + " "))
                    .map(line -> Integer.valueOf(line.substring(project.length() + 1)))
                    .toList();
        }
    }

    private void nothingIsLeftOver() {
        List<RunSummary> all = new ArrayList<>();
        for (KillableServer server : List.of(here, there)) {
            GantryClient client = server.client();
            var page = client.runs("tests", RunFilter.ALL);
            all.addAll(page.runs());
            while (page.next() != null) {
                page = client.runs("tests", RunFilter.ALL.after(page.next()));
                all.addAll(page.runs());
            }
        }
        assertThat(all)
                .hasSize(ROUNDS * (1 + CHILDREN))
                .allMatch(run -> run.standing().state().equals("SUCCEEDED"));
    }

    private void whatHadSucceededWasNotRunAgain() {
        Jobs jobsHere = here.client().jobs();
        Jobs jobsThere = there.client().jobs();
        attemptsAtTheEnd.forEach((project, attempts) -> {
            int i = Integer.parseInt(project.substring(project.lastIndexOf('_') + 1));
            RunHandle child = (i % 2 == 0 ? jobsHere : jobsThere).run(project, "relay_" + i);
            assertThat(child.info().queued().orElseThrow().attempts())
                    .as(project)
                    .isEqualTo(attempts);
        });
    }
}
