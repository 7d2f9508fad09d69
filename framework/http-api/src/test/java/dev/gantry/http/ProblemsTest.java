package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.store.RunStore;
import dev.gantry.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal is a problem that says what is wrong and what was expected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsTest {

    private static final String NOBODY = UUID.randomUUID().toString();

    private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start("/", Optional.empty(), this::breakable);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aFullQueueIsAProblemOfItsOwn() {
        try (TestServer full = TestServer.withQueueOf(1)) {
            String later = "/examples/fizz_buzz/job?runAt=2999-01-01T00:00:00Z";
            assertThat(full.post(later, "{}").status()).isEqualTo(201);

            TestServer.Answer refused = full.post(later, "{}");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.json().get("type").textValue()).isEqualTo("urn:gantry:queue-full");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nope/branches | 404 | No branch for /nope",
                "/nope/leaves | 404 | No branch for /nope",
                "/nope/runs | 404 | No branch for /nope",
                "/examples/fizz_buzz/branches | 404 | No branch for /examples/fizz_buzz",
                "/examples/nope/post-schema | 404 | No job for /examples/nope",
                "/examples/fizzbuzz/post-schema | 404 | No job for /examples/fizzbuzz; did you mean /examples/fizz_buzz?",
                "/examples/statistics?since=x | 400 | 'unknown query parameter \"since\"; this call has none'",
                "/examples/post-schema | 400 | /examples is a branch, not a job",
                "/ops/nightly/post-schema | 400 | /ops/nightly is a branch, not a job",
                "/examples/progress/nope | 404 | Could not find job nope",
                "/examples/info/1-1-1-1-1 | 404 | Could not find job 1-1-1-1-1",
                "/nope | 404 | Nothing at /nope; start at /branches",
                "/health/nope | 404 | Nothing at /health/nope; start at /branches",
                "/examples/dump/NOBODY | 404 | Could not find job NOBODY",
                "/examples/stream/NOBODY | 404 | Could not find job NOBODY",
                "/runs?tag=%3Ax | 400 | tag is \":x\"; expected NAME:VALUE or NAME",
                "/runs?tag=a:1&tag=a:2 | 400 | tag \"a\" is given twice; a run has one value for each",
            })
    void aGetThatMeansNothingSaysSo(String path, int status, String detail) {
        TestServer.Answer answer = server.get(path.strip().replace("NOBODY", NOBODY));

        assertProblem(answer, status, detail.replace("NOBODY", NOBODY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/examples/job | 400 | /examples is a branch, not a job",
                "/examples/nope/job | 404 | No job for /examples/nope",
                "/examples/cancel/NOBODY | 404 | Could not find job NOBODY",
                "/examples/retry/NOBODY | 404 | Could not find job NOBODY",
                "/examples/fizz_buzz/job?prioritty=1 | 400 | unknown query parameter \"prioritty\"; did you mean \"priority\"?",
                "/examples/fizz_buzz/job?priority=1.5 | 400 | priority is \"1.5\"; expected a whole number from -2147483648 to"
                        + " 2147483647",
                "/branches | 405 | the path takes GET, HEAD, OPTIONS",
                "/examples/fizz_buzz/post-schema | 405 | the path takes GET, HEAD, OPTIONS",
            })
    void aPostThatMeansNothingSaysSo(String path, int status, String detail) {
        assertProblem(
                server.post(path.strip().replace("NOBODY", NOBODY), "{}"), status, detail.replace("NOBODY", NOBODY));
    }

    @Test
    void aMethodThatAPathDoesNotTakeIsAnsweredWithThoseItTakes() {
        TestServer.Answer answer = server.get("/examples/fizz_buzz/job");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void whereAGetIsAnsweredAHeadIsSaidToBe() {
        TestServer.Answer answer = server.post("/branches", "{}");

        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        assertThat(server.send(server.request("/branches").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-mine", "identity, br"})
    void aBodyThatIsCompressedIsRefusedAndNotTakenForPlain(String coding) {
        TestServer.Answer answer = server.post("/examples/fizz_buzz/job", "{}", "Content-Encoding", coding);

        assertProblem(
                answer,
                415,
                "Content-Encoding is \"%s\"; send the body as it is, without that header".formatted(coding));
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void aBodyThatIsSaidToBeAsItIsIsTaken() {
        assertThat(server.post("/examples/fizz_buzz/job", "{}", "Content-Encoding", "Identity")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void unreadableJsonIsAnsweredWithThePlace() {
        TestServer.Answer answer = server.post("/examples/fizz_buzz/job", "{\"n\":\n  oops}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").textValue()).startsWith("line 2, column 3: ");
    }

    @Test
    void paramsThatBreakTheSchemaAreAnsweredWithEveryFault() {
        TestServer.Answer answer =
                server.post("/ops/nightly/login/job", "{\"user\":7,\"password\":\"x\",\"tries\":11,\"colour\":true}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/user", "/tries", "/colour");
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() {
        TestServer.Answer answer = server.send(server.request("/examples/fizz_buzz/job", "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        assertProblem(answer, 415, "the body is text/plain; send JSON with the header Content-Type: application/json");
    }

    @Test
    void anAcceptThatCannotBeMetIsRefused() {
        assertProblem(
                server.get("/branches", "Accept", "text/html"),
                406,
                "nothing that the header Accept names can be made here; accept application/json");
    }

    @Test
    void aStoreThatCannotTakeAnythingIsSaidToBeAwayAndComesBack() {
        trouble.set(new StoreUnavailableException("the disk is full; make room"));
        TestServer.Answer away = server.post("/examples/fizz_buzz/job", "{}");
        TestServer.Answer health = server.get("/health");
        trouble.set(null);

        assertProblem(away, 503, "the disk is full; make room");
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().get("status").textValue()).isEqualTo("DOWN");
        assertThat(health.json().get("trouble").textValue()).isEqualTo("the disk is full; make room");
        assertThat(server.post("/examples/fizz_buzz/job", "{}").status()).isEqualTo(201);
    }

    @Test
    void whatNobodyForesawShowsAnIncidentAndNoMore() {
        trouble.set(new IllegalStateException("secret inner life"));
        TestServer.Answer answer = server.post("/examples/fizz_buzz/job", "{}");
        trouble.set(null);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret inner life").doesNotContain("Exception");
        assertThat(answer.json().get("detail").textValue())
                .startsWith("the call failed; the server's log has more under ");
    }

    private static void assertProblem(TestServer.Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("detail").textValue()).isEqualTo(detail);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").textValue()).isNotEmpty();
        assertThat(problem.get("type").textValue()).startsWith("urn:gantry:");
        assertThat(problem.get("instance").textValue())
                .isEqualTo(answer.response().request().uri().getRawPath());
    }

    /** A store that can be put out of order. */
    private RunStore breakable(RunStore store) {
        return (RunStore) Proxy.newProxyInstance(
                ProblemsTest.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    RuntimeException now = trouble.get();
                    if (now != null && method.getName().equals("submit")) {
                        return CompletableFuture.failedFuture(now);
                    }
                    if (now != null && method.getName().equals("trouble")) {
                        return Optional.of(now.getMessage());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
