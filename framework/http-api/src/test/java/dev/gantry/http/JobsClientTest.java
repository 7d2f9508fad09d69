package dev.gantry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gantry.client.GantryClient;
import dev.gantry.client.link.Patience;
import dev.gantry.client.link.ServerAccess;
import dev.gantry.http.jobs.FizzBuzzJob;
import dev.gantry.http.jobs.GateJob;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunStatus;
import dev.gantry.job.Target;
import dev.gantry.job.WaitResult;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Job API in the Java client. */
class JobsClientTest {

    private static final Patience SHORT =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));

    private final TestServer server = TestServer.start("/base");
    private final Jobs jobs = new GantryClient(server.server().uri()).jobs();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRunIsQueuedFedWatchedAndRead() {
        RunHandle run = jobs.newRun();
        assertThat(run.project()).matches("client\\.spawned_0[1-4]");
        assertThat(run.jobId()).matches("[a-z]{20}");
        assertThat(run.info().queued()).isEmpty();
        assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(run.getStash()).isEqualTo(Map.of());
        run.putStash(Map.of("hello", "world"));
        List<RunStatus> seen = new ArrayList<>();
        CompletableFuture<List<RunStatus>> told = statuses(run);

        run.queue(what -> what.job(GateJob.class)
                .params(new GateJob.Params("client"))
                .description("why")
                .tag("stage", "child")
                .config(Map.of("k", List.of(1)))
                .target(Target.docker("debian").sudo(true)));
        GateJob.open("client");

        assertThat(run.follow(seen::add)).isEqualTo(RunStatus.OK);
        assertThat(seen).endsWith(RunStatus.OK).doesNotHaveDuplicates();
        assertThat(told.join()).endsWith(RunStatus.OK);
        assertThat(run.info().queued()).hasValueSatisfying(queued -> {
            assertThat(queued.job()).isEqualTo("examples/gate");
            assertThat(queued.tags()).containsEntry("stage", "child");
            assertThat(queued.resultCode()).isEqualTo(200);
        });
        assertThat(run.getStash()).isEqualTo(Map.of("hello", "world"));
        assertThat(run.meta()).isEmpty();
        assertThat(run.report()).isEmpty();
        assertThat(run.retry().status()).isEqualTo(RunStatus.OK);
        run.cancel();
        assertThat(run.queue(what -> what.job("examples/gate").params(Map.of("gate", "client"))))
                .isSameAs(run);
    }

    private static CompletableFuture<List<RunStatus>> statuses(RunHandle run) {
        CompletableFuture<List<RunStatus>> all = new CompletableFuture<>();
        List<RunStatus> seen = new ArrayList<>();
        run.updates().subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription some) {
                subscription = some;
                some.request(1);
            }

            @Override
            public void onNext(RunStatus status) {
                seen.add(status);
                subscription.request(1);
            }

            @Override
            public void onError(Throwable failure) {
                all.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                all.complete(seen);
            }
        });
        return all;
    }

    @Test
    void whoComesLaterIsToldWhoWasFirst() {
        RunHandle run = jobs.run("p", "j");
        run.queue(what -> what.job("examples/fizz_buzz"));
        String uuid = run.info().queued().orElseThrow().uuid().toString();

        assertThatExceptionOfType(ClashException.class)
                .isThrownBy(() -> jobs.run("p", "j")
                        .queue(what -> what.job("examples/fizz_buzz").params(Map.of("n", 7))))
                .satisfies(clash -> assertThat(clash.winner()).isEqualTo(uuid));

        RunHandle other =
                new GantryClient(server.server().uri()).jobs("other/writer").run("p", "j");
        run.putStash(1);
        other.getStash();
        run.putStash(2);
        assertThatExceptionOfType(ClashException.class).isThrownBy(() -> other.putStash(3));
        assertThat(other.getStash()).isEqualTo(2);
        other.putStash(3);
        assertThatExceptionOfType(ClashException.class)
                .isThrownBy(() -> run.putStash(4))
                .satisfies(clash -> assertThat(clash.winner()).isEqualTo("other/writer"));
    }

    @Test
    void manyRunsAreWaitedForInFewCalls() {
        List<RunHandle> runs = IntStream.range(0, 1_500)
                .mapToObj(i -> jobs.run("many", "j" + i))
                .toList();
        jobs.concurrency("many", 16);
        runs.subList(0, 10).forEach(run -> run.queue(what -> what.job(FizzBuzzJob.class)));
        runs.get(10).queue(what -> what.job("examples/gate").params(Map.of("gate", "x")));
        runs.get(10).cancel();

        assertThat(jobs.waitJobs(runs.subList(0, 10))).isEqualTo(new WaitResult(10, 0, 0));
        WaitResult all = jobs.waitJobs(runs, Duration.ofMillis(300));
        assertThat(all.ok() + all.fail() + all.timeout()).isEqualTo(1_500);
        assertThat(all.ok()).isEqualTo(10);
    }

    @Test
    void aFileIsCopiedOverALinkThatBreaks() {
        byte[] content = new byte[11 << 20];
        new java.util.Random(7).nextBytes(content);
        try (FlakyProxy proxy = new FlakyProxy(server.server().uri().getPort())) {
            RunHandle over = new GantryClient(proxy.uri("/base")).jobs().run("p", "j");
            over.putFile(new BreakingStream(content, proxy), "f");
            assertThat(jobs.run("p", "j").files()).containsExactly("f");
            proxy.breakAll();

            assertThat(over.getFile("f").size()).isEqualTo(content.length);
            assertThat(over.getFile("f").bytes()).isEqualTo(content);
        }
        jobs.run("p", "j").putFile(new ByteArrayInputStream(new byte[0]), "empty");
        assertThat(jobs.run("p", "j").getFile("empty").bytes()).isEmpty();
        jobs.run("p", "j").putFile(new ByteArrayInputStream("é".getBytes(UTF_8)), "a b+c%20é.txt");
        assertThat(jobs.run("p", "j").getFile("a b+c%20é.txt").text()).isEqualTo("é");
        assertThat(jobs.run("p", "j").files()).containsExactly("a b+c%20é.txt", "empty", "f");
    }

    /** Breaks all connections each time another part is read. */
    private static final class BreakingStream extends ByteArrayInputStream {

        private final FlakyProxy proxy;

        private BreakingStream(byte[] content, FlakyProxy proxy) {
            super(content);
            this.proxy = proxy;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            proxy.breakAll();
            return super.read(into, offset, length);
        }
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsNotMixed() {
        RunHandle run = jobs.run("p", "j");
        run.putFile(new ByteArrayInputStream(new byte[5 << 20]), "f");
        var file = run.getFile("f");
        run.putFile(new ByteArrayInputStream(new byte[6 << 20]), "f");

        assertThatExceptionOfType(java.io.UncheckedIOException.class)
                .isThrownBy(file::bytes)
                .withStackTraceContaining("was replaced or dropped");
    }

    @Test
    void whatIsRefusedSaysWhyWithItsCode() {
        RunHandle run = jobs.run("p", "j");
        assertRefused(404, "nope", () -> run.queue(what -> what.job("examples/nope")));
        assertRefused(
                422,
                "/params/n",
                () -> run.queue(what -> what.job("examples/fizz_buzz").params(Map.of("n", "x"))));
        assertRefused(422, "name it", run::queue);
        assertRefused(422, "@Leaf", () -> run.queue(what -> what.job(dev.gantry.http.jobs.NoJob.class)));
        assertRefused(422, "NUL", () -> run.putFile(new ByteArrayInputStream(new byte[1]), "NUL"));
        assertRefused(404, "there is no file \"x\"", () -> run.getFile("x"));
        assertRefused(404, "nobody has queued p/j", run::retry);
        assertRefused(413, "8,388,608", () -> run.putStash("x".repeat(9 << 20)));
        assertRefused(422, "../p", () -> jobs.run("../p", "j"));
        assertRefused(422, "does not fit", () -> {
            run.putStash("text");
            run.getStash(Integer.class);
        });
        assertThatIllegalStateException().isThrownBy(jobs::mine);
    }

    @Test
    void aWrongTokenIsExplainedAndNeverShown() {
        try (TestServer closed = TestServer.start("/", Optional.of("s3cret"), store -> store)) {
            ServerAccess access = ServerAccess.to(closed.server().uri()).token("wr0ng");
            assertThatExceptionOfType(JobApiException.class)
                    .isThrownBy(
                            () -> new GantryClient(access).jobs().run("p", "j").info())
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(403))
                    .withMessageContaining(closed.server().uri().toString())
                    .withMessageContaining("GANTRY_API_TOKEN")
                    .withMessageNotContaining("wr0ng");
            assertThat(access.toString()).doesNotContain("wr0ng");
            Jobs without = new GantryClient(closed.server().uri()).jobs();
            assertRefused(403, "without a token", () -> without.waitJob(without.run("p", "j"), Duration.ZERO));
        }
    }

    @Test
    void aServerThatIsAwayIsWaitedForButNotForEver() {
        URI nobody = URI.create("http://127.0.0.1:1");
        Jobs away = new GantryClient(ServerAccess.to(nobody).patience(SHORT)).jobs();

        assertRefused(503, "127.0.0.1:1", () -> away.run("p", "j").info());
        assertThat(away.waitJob(away.run("p", "j"), Duration.ofMillis(100))).isEqualTo(new WaitResult(0, 0, 1));
    }

    private static void assertRefused(int code, String message, Runnable call) {
        assertThatExceptionOfType(JobApiException.class)
                .isThrownBy(call::run)
                .withMessageContaining(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
