package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.JobsWay.uuid;
import static dev.gantry.app.jobapi.Scripts.numbered;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.app.jobapi.Scripts.Script;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunSpec;
import dev.gantry.job.RunStatus;
import dev.gantry.job.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of queueing a run. */
interface QueueContract extends JobsWay {

    @Test
    default void queueingAgainFindsTheRunThatIsThere() throws Exception {
        use(jobs -> {
            UnaryOperator<RunSpec> what = scripted(Script.IDLE);
            RunHandle first = jobs.run(project(), "one").queue(what);
            RunHandle again = jobs.run(first.project(), "one").queue(what);
            assertThat(uuid(again)).isEqualTo(uuid(first));
            assertThat(jobs.waitJob(again).ok()).isEqualTo(1);
            again.queue(what);
            assertThat(again.status()).isEqualTo(RunStatus.OK);
            assertThat(again.info().queued().orElseThrow().attempts()).isEqualTo(1);
        });
    }

    @Test
    default void aJobIdThatIsTakenByOtherParamsIsAClashThatNamesTheWinner() throws Exception {
        use(jobs -> {
            RunHandle first = jobs.run(project(), "one").queue(numbered(1, Script.IDLE));
            RunHandle second = jobs.run(first.project(), "one");
            ClashException clash =
                    catchThrowableOfType(ClashException.class, () -> second.queue(numbered(2, Script.IDLE)));
            assertThat(clash).isNotNull().hasMessageContaining(first.project());
            assertThat(clash.code()).isEqualTo(409);
            assertThat(clash.winner()).isEqualTo(uuid(first).toString());
        });
    }

    @Test
    default void aJobIdThatIsTakenByAnotherJobIsAClash() throws Exception {
        use(jobs -> {
            RunHandle first = jobs.run(project(), "one").queue(scripted(Script.IDLE));
            RunHandle second = jobs.run(first.project(), "one");
            ClashException clash = catchThrowableOfType(
                    ClashException.class,
                    () -> second.queue(what -> what.job("tests/add").params(Map.of("a", 1))));
            assertThat(clash).isNotNull();
            assertThat(clash.winner()).isEqualTo(uuid(first).toString());
        });
    }

    @Test
    default void ofManyWhoQueueOneJobIdAtOnceOneWinsAndAllOthersAreToldWho() throws Exception {
        use(jobs -> {
            String project = project();
            CompletableFuture<Integer> executed = new CompletableFuture<>();
            Script script = run -> executed.complete(Scripts.number(run));
            List<ClashException> clashes = JobsWay.atOnce(IntStream.range(0, 8)
                            .<Callable<ClashException>>mapToObj(i -> () -> catchThrowableOfType(
                                    ClashException.class,
                                    () -> jobs.run(project, "one")
                                            .queue(what -> numbered(i, script)
                                                    .apply(what)
                                                    .tag("number", String.valueOf(i)))))
                            .toList())
                    .stream()
                    .filter(Objects::nonNull)
                    .toList();
            RunHandle winner = jobs.run(project, "one");
            assertThat(jobs.waitJob(winner).ok()).isEqualTo(1);
            assertThat(clashes)
                    .hasSize(7)
                    .allMatch(clash -> clash.winner().equals(uuid(winner).toString()));
            assertThat(winner.info().queued().orElseThrow().tags())
                    .containsExactly(Map.entry("number", String.valueOf(executed.get(1, TimeUnit.MINUTES))));
        });
    }

    @Test
    default void anUnknownJobIsRefusedAndLeavesNothing() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            JobApiException refused = catchThrowableOfType(
                    JobApiException.class,
                    () -> run.queue(what -> what.job("tests/nowhere").params(Map.of())));
            assertThat(refused).isNotNull().hasMessageContaining("tests/nowhere");
            assertThat(refused.code()).isEqualTo(404);
            assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        });
    }

    @Test
    default void paramsThatBreakTheSchemaAreRefusedAndLeaveNothing() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            JobApiException refused = catchThrowableOfType(
                    JobApiException.class,
                    () -> run.queue(what -> what.job("tests/add").params(Map.of("a", -1))));
            assertThat(refused).isNotNull().hasMessageContaining("a");
            assertThat(refused.code()).isEqualTo(422);
            assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../up", "a/b", "a b", "%2e%2e", "ümlaut", ".hidden", "nul\0", "new\nline"})
    default void aNameThatCannotBeOneIsRefused(String name) throws Exception {
        use(jobs -> {
            JobApiException project =
                    catchThrowableOfType(JobApiException.class, () -> jobs.newRun(to -> to.project(name)));
            assertThat(project).isNotNull();
            assertThat(project.code()).isEqualTo(422);
            JobApiException jobId = catchThrowableOfType(JobApiException.class, () -> jobs.run(project(), name));
            assertThat(jobId).isNotNull();
            assertThat(jobId.code()).isEqualTo(422);
        });
    }

    /** What a run sees of itself. */
    record Seen(
            String project,
            String jobId,
            String description,
            Map<String, String> tags,
            Map<String, Object> config,
            Target target) {

        static Seen by(RunContext<?> run) {
            return new Seen(run.project(), run.jobId(), run.description(), run.tags(), run.config(), run.target());
        }
    }

    @Test
    default void allThatIsSaidOfARunArrivesAtIt() throws Exception {
        use(jobs -> {
            CompletableFuture<Seen> seen = new CompletableFuture<>();
            Map<String, Object> config = Map.of("depth", 3, "nested", Map.of("list", List.of(1, "two", true)));
            Target target = Target.docker("debian_bullseye").user("root").sudo(false);
            RunHandle run = jobs.run(project(), "one");
            run.queue(what -> scripted(it -> seen.complete(Seen.by(it)))
                    .apply(what)
                    .description("a ünusual \"description\"")
                    .tags(Map.of("stage", "child", "with space", "a=b,c:d"))
                    .config(config)
                    .target(target));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            assertThat(seen.get())
                    .isEqualTo(new Seen(
                            run.project(),
                            "one",
                            "a ünusual \"description\"",
                            Map.of("stage", "child", "with space", "a=b,c:d"),
                            config,
                            target));
        });
    }

    @Test
    default void aRunThatIsDueLaterIsQueuedUntilThen() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.queue(what ->
                    scripted(Script.IDLE).apply(what).runAt(Instant.now().plus(Duration.ofHours(1))));
            assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
            run.cancel();
            assertThat(run.status()).isEqualTo(RunStatus.FAIL);
        });
    }

    @Test
    default void madeUpAddressesAreInSoManyProjectsAndAllDifferent() throws Exception {
        use(jobs -> {
            Set<String> addresses = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                RunHandle run = jobs.newRun(to -> to.workers(10));
                assertThat(run.project()).matches(".+\\.spawned_(0[1-9]|10)");
                addresses.add(run.project() + "/" + run.jobId());
            }
            assertThat(addresses).hasSize(20);
            assertThat(jobs.newRun().project()).matches(".+\\.spawned_0[1-4]");
        });
    }
}
