package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.app.jobapi.Scripts.Script;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunHandle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the stash. */
interface StashContract extends JobsWay {

    /** More than the limit of 8 MiB. */
    int TOO_MUCH = 10_000_000;

    /** A greeting. */
    record Greeting(String hello, List<Integer> list) {}

    @Test
    default void aStashThatNobodyWroteIsAnEmptyObject() throws Exception {
        use(jobs -> assertThat(jobs.run(project(), "nobody").getStash()).isEqualTo(Map.of()));
    }

    /** One value of each kind that JSON has. */
    static Stream<Object> values() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("hello", "wörld \uD83D\uDE00");
        object.put("list", Arrays.asList(1, 2.5, null, Map.of()));
        return Stream.of(object, List.of(1, List.of()), "text", "", 42, 9_007_199_254_740_993L, -1.5, true, false);
    }

    @ParameterizedTest
    @MethodSource("dev.gantry.app.jobapi.StashContract#values")
    default void anyJsonValueCanBeKept(Object value) throws Exception {
        use(jobs -> {
            String project = project();
            jobs.run(project, "one").putStash(value);
            assertThat(jobs.run(project, "one").getStash()).isEqualTo(value);
        });
    }

    @Test
    default void nullIsAValueToo() throws Exception {
        use(jobs -> {
            String project = project();
            jobs.run(project, "one").putStash(null);
            assertThat(jobs.run(project, "one").getStash()).isNull();
        });
    }

    @Test
    default void aNulIsRefusedBecauseNotEveryStoreCanKeepIt() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            JobApiException refused =
                    catchThrowableOfType(JobApiException.class, () -> run.putStash(Map.of("nul", "\0")));
            assertThat(refused).isNotNull().hasMessageContaining("NUL");
            assertThat(run.getStash()).isEqualTo(Map.of());
        });
    }

    @Test
    default void aStashIsReadAsTheTypeThatIsAskedFor() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putStash(new Greeting("world", List.of(1, 2, 3)));
            assertThat(run.getStash(Greeting.class)).isEqualTo(new Greeting("world", List.of(1, 2, 3)));
            run.putStash("a string");
            JobApiException refused = catchThrowableOfType(JobApiException.class, () -> run.getStash(Greeting.class));
            assertThat(refused).isNotNull();
            assertThat(refused.code()).isEqualTo(422);
        });
    }

    @Test
    default void aParentFeedsAChildThatIsNotQueuedYetAndReadsWhatItMadeOfIt() throws Exception {
        use(jobs -> {
            RunHandle child = jobs.run(project(), "one");
            child.putStash(Map.of("hello", "child"));
            child.queue(scripted(it -> {
                RunHandle mine = it.jobs().mine();
                mine.putStash(Map.of("got", mine.getStash(), "hello", "parent"));
            }));
            assertThat(jobs.waitJob(child).ok()).isEqualTo(1);
            assertThat(child.getStash()).isEqualTo(Map.of("got", Map.of("hello", "child"), "hello", "parent"));
        });
    }

    @Test
    default void aFinishedRunKeepsItsStashAndTakesAnother() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one")
                    .queue(scripted(it -> it.jobs().mine().putStash(1)));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            assertThat(run.getStash()).isEqualTo(1);
            run.putStash(2);
            assertThat(outside().run(run.project(), "one").getStash()).isEqualTo(2);
        });
    }

    @Test
    default void aWriterWhoHasNotSeenTheLatestIsToldWhoWroteIt() throws Exception {
        use(jobs -> {
            RunHandle late = jobs.run(project(), "one");
            late.putStash(1);
            RunHandle child = jobs.run(late.project(), "one");
            child.queue(scripted(it -> it.jobs().mine().putStash(2)));
            assertThat(jobs.waitJob(child).ok()).isEqualTo(1);
            ClashException clash = catchThrowableOfType(ClashException.class, () -> late.putStash(3));
            assertThat(clash).isNotNull();
            assertThat(clash.code()).isEqualTo(409);
            assertThat(clash.winner()).isEqualTo(late.project() + "/one");
            assertThat(late.getStash()).isEqualTo(2);
            late.putStash(3);
            assertThat(late.getStash()).isEqualTo(3);
        });
    }

    @Test
    default void ofSeveralWhoWriteAtOnceOneWins() throws Exception {
        use(jobs -> {
            String project = project();
            List<RunHandle> writers = IntStream.range(0, 8)
                    .mapToObj(i -> jobs.run(project, "one"))
                    .toList();
            writers.forEach(RunHandle::getStash);
            String padding = "x".repeat(100_000);
            List<ClashException> clashes = JobsWay.atOnce(IntStream.range(0, 8)
                    .<Callable<ClashException>>mapToObj(i -> () -> catchThrowableOfType(
                            ClashException.class, () -> writers.get(i).putStash(List.of(i, padding, i))))
                    .toList());
            int winner = clashes.indexOf(null);
            assertThat(clashes.stream().filter(Objects::isNull)).hasSize(1);
            assertThat(jobs.run(project, "one").getStash()).isEqualTo(List.of(winner, padding, winner));
        });
    }

    @Test
    default void tenMegabytesAreRefusedAndNothingIsKeptOfThem() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putStash("small");
            JobApiException refused =
                    catchThrowableOfType(JobApiException.class, () -> run.putStash("x".repeat(TOO_MUCH)));
            assertThat(refused).isNotNull();
            assertThat(refused.code()).isEqualTo(413);
            assertThat(run.getStash()).isEqualTo("small");
        });
    }

    @Test
    default void anAttemptThatHasEndedWritesNoMore() throws Exception {
        use(jobs -> {
            CompletableFuture<RunHandle> leaked = new CompletableFuture<>();
            Script leaking = it -> leaked.complete(it.jobs().mine());
            RunHandle run = jobs.run(project(), "one").queue(scripted(leaking));
            assertThat(jobs.waitJob(run).ok()).isEqualTo(1);
            RunHandle mine = leaked.get(1, TimeUnit.MINUTES);
            JobApiException refused = catchThrowableOfType(JobApiException.class, () -> mine.putStash("too late"));
            assertThat(refused).isNotNull();
            assertThat(refused.code()).isEqualTo(410);
            assertThat(run.getStash()).isEqualTo(Map.of());
        });
    }
}
