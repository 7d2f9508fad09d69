package dev.gantry.http;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.ForbiddenException;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.Access;
import dev.gantry.http.call.Api;
import dev.gantry.job.JobApiException;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the token of readers opens, and what it does not. */
class ReadOnlyTest {

    private static final String[] FULL = {"Authorization", "Bearer s3cret"};
    private static final String[] READER = {"Authorization", "Bearer l00k"};

    private static final String RUN = "RUN";
    private static final String WORKER = "w1";

    /** Every call that has a body, or that its method says changes something, by the class and method that answers it. */
    private static final Map<String, Sent> CHANGES = Map.ofEntries(
            Map.entry("SubmitCall.submit", new Sent("POST", "/examples/fizz_buzz/job", "{}")),
            Map.entry("SubmitAllCall.submit", new Sent("POST", "/examples/fizz_buzz/jobs", "[{}]")),
            Map.entry("CancelCall.cancel", new Sent("POST", "/examples/cancel/" + RUN, "")),
            Map.entry("RetryCall.retry", new Sent("POST", "/examples/retry/" + RUN, "")),
            Map.entry(
                    "BulkCall.begin", new Sent("POST", "/bulk", "{\"action\":\"cancel\",\"uuids\":[\"" + RUN + "\"]}")),
            Map.entry(
                    "AddressedRunCall.queue",
                    new Sent("PUT", "/projects/p/jobs/j", "{\"job\":\"examples/fizz_buzz\"}")),
            Map.entry("AddressedCancelCall.cancel", new Sent("POST", "/projects/p/jobs/there/cancel", "")),
            Map.entry("AddressedRetryCall.retry", new Sent("POST", "/projects/p/jobs/there/retry", "")),
            Map.entry("ProjectCall.limit", new Sent("PUT", "/projects/p", "{\"concurrency\":4}")),
            Map.entry("WaitCall.limit", new Sent("PUT", "/projects/wait", "{\"concurrency\":4}")),
            Map.entry("WorkerOrderCall.ask", new Sent("POST", "/workers/" + WORKER + "/drain", "")),
            Map.entry("HostOrderCall.ask", new Sent("POST", "/workers/drain?host=h", "")),
            Map.entry("the stash", new Sent("PUT", "/projects/p/jobs/there/stash", "{\"a\":1}")),
            Map.entry("a file", new Sent("PUT", "/projects/p/jobs/there/files/f", "content")));

    /** Those among the calls with a body that change nothing, and why a reader needs them. */
    private static final Map<String, Sent> QUESTIONS = Map.of(
            // Whoever fills a form for others wants to know whether they can submit it.
            "CheckCall.check", new Sent("POST", "/examples/fizz_buzz/check", "{\"n\":3}"),
            // As many GETs of /status would do; only the list of runs is too long for a path.
            "WaitCall.await",
                    new Sent("POST", "/projects/wait", "{\"runs\":[{\"project\":\"p\",\"jobId\":\"there\"}]}"));

    private record Sent(String method, String path, String body) {

        TestServer.Answer to(TestServer server, String uuid, String... token) {
            HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.ofString(body.replace(RUN, uuid));
            return server.send(server.request(path.replace(RUN, uuid), token)
                    .setHeader("Content-Type", "application/json")
                    .method(method, content));
        }
    }

    private TestServer server;
    private String run;

    @BeforeEach
    void thereAreRuns() {
        server = TestServer.startWithReaders("s3cret", "l00k");
        run = server.post("/examples/fizz_buzz/job", "{}", "Authorization", "Bearer s3cret", "Prefer", "wait=30")
                .json()
                .get("uuid")
                .textValue();
        assertThat(server.put("/projects/p/jobs/there", "{\"job\":\"examples/fizz_buzz\"}", FULL)
                        .status())
                .isEqualTo(201);
        assertThat(server.get("/projects/p/jobs/there/status?wait=30", FULL)
                        .json()
                        .get("status")
                        .textValue())
                .isEqualTo("OK");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyCallOfTheApiIsKnownToTheseTests() throws Exception {
        Set<String> known = Stream.of(CHANGES, QUESTIONS)
                .flatMap(calls -> calls.keySet().stream())
                .filter(name -> name.contains("."))
                .collect(toSet());

        assertThat(known)
                .as("the calls that have a body; is a new one a change?")
                .isEqualTo(callsWithBody());
    }

    private static Set<String> callsWithBody() throws Exception {
        Path calls = Path.of(Api.class.getResource("Api.class").toURI()).getParent();
        try (Stream<Path> files = Files.list(calls)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(ReadOnlyTest::classOf)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(ReadOnlyTest::isMoreThanAGet)
                    .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                    .collect(toSet());
        }
    }

    private static Class<?> classOf(String file) {
        try {
            return Class.forName(Api.class.getPackageName() + "." + file.replace(".class", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isMoreThanAGet(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .anyMatch(http ->
                        http != null && !List.of("GET", "HEAD", "OPTIONS").contains(http.value()));
    }

    static Stream<String> changes() {
        return CHANGES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aReaderChangesNothingAndIsToldWhatIsNeeded(String call) {
        JsonNode before = everything();
        TestServer.Answer answer = CHANGES.get(call).to(server, run, READER);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\", scope=\"all\"");
        assertThat(answer.json().get("type").textValue()).isEqualTo("urn:gantry:read-only");
        assertThat(answer.json().get("detail").textValue())
                .startsWith(CHANGES.get(call).method() + " /")
                .contains("read-token")
                .contains("api-token");
        assertThat(everything()).as("what there is").isEqualTo(before);
    }

    /** What could have been changed. */
    private JsonNode everything() {
        return dev.gantry.client.wire.WireJson.mapper()
                .createArrayNode()
                .add(server.get("/runs", READER).json().get("runs").findValue("uuid"))
                .add(server.get("/counts", READER).json())
                .add(server.get("/examples/runs/" + run, READER).json().get("revision"))
                .add(server.get("/projects/p", READER).json().get("concurrency"))
                .add(server.get("/projects/p/jobs/there/stash", READER).json())
                .add(server.get("/projects/p/jobs/there/files", READER).json())
                .add(server.get("/workers", READER).json().findValue("order"));
    }

    /** Otherwise the test above might have asked for what does not exist. */
    @ParameterizedTest
    @MethodSource("changes")
    void theSameCallsAreAnsweredForTheTokenThatMayChange(String call) {
        TestServer.Answer answer = CHANGES.get(call).to(server, run, FULL);

        assertThat(answer.status()).isNotIn(401, 403, 405);
        assertThat(answer.body()).doesNotContain("unknown-path");
    }

    @Test
    void aReaderMayAskWhatNeedsABody() {
        QUESTIONS.forEach((call, sent) ->
                assertThat(sent.to(server, run, READER).status()).as(call).isEqualTo(200));
    }

    @Test
    void whatNobodyHasThoughtAboutCountsAsAChange() {
        List<Sent> unthought = List.of(
                new Sent("POST", "/examples/fizz_buzz/new", "{}"),
                new Sent("DELETE", "/examples/runs/RUN", "{}"),
                new Sent("PATCH", "/projects/p", "{}"),
                new Sent("DELETE", "/projects/p/jobs/there/files/f", ""),
                new Sent("POST", "/projects/p/jobs/check", "{}"),
                new Sent("POST", "/examples/fizz_buzz/check/job", "{}"),
                new Sent("PUT", "/examples/fizz_buzz/check", "{}"),
                new Sent("POST", "/projects/wait/jobs", "{}"),
                new Sent("LAUNCH", "/examples/fizz_buzz/job", "{}"));
        for (Sent sent : unthought) {
            assertThat(sent.to(server, run, READER).json().get("type").textValue())
                    .as(sent.method() + " " + sent.path())
                    .isEqualTo("urn:gantry:read-only");
        }
    }

    @Test
    void aReaderLooksAtEverything() {
        List<String> everything = List.of(
                "/",
                "/health",
                "/branches",
                "/tree",
                "/runs",
                "/counts",
                "/histogram",
                "/statistics",
                "/plugins",
                "/workers",
                "/projects",
                "/examples/fizz_buzz/post-schema",
                "/examples/runs/RUN",
                "/examples/info/RUN",
                "/examples/dump/RUN?showLogs=true",
                "/examples/params/RUN",
                "/examples/lines/RUN",
                "/examples/tree-log/RUN",
                "/examples/stream/RUN",
                "/examples/attempts/RUN",
                "/projects/p/jobs/there/status",
                "/projects/p/jobs/there/files");
        for (String path : everything) {
            assertThat(server.get(path.replace(RUN, run), READER).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void aReaderSeesNoSecretsEither() {
        String login = server.post(
                        "/ops/nightly/login/job",
                        "{\"user\":\"ann\",\"password\":\"hunter2\",\"tries\":1}",
                        "Authorization",
                        "Bearer s3cret",
                        "Prefer",
                        "wait=30")
                .json()
                .get("uuid")
                .textValue();

        assertThat(server.get("/ops/params/" + login, READER).body())
                .contains("ann")
                .doesNotContain("hunter2");
        assertThat(server.get("/ops/dump/" + login, READER).body()).doesNotContain("hunter2");
    }

    @Test
    void everybodyIsToldWhatTheyMayDo() {
        assertThat(server.get("/access", READER).json().get("access").textValue())
                .isEqualTo("read");
        assertThat(server.get("/access", READER).header("Cache-Control")).isEqualTo("no-store");
        assertThat(server.get("/access", FULL).json().get("access").textValue()).isEqualTo("all");
        assertThat(server.get("/access").status()).isEqualTo(401);
        assertThat(server.get("/access", "Authorization", "Bearer other").status())
                .isEqualTo(403);
        try (TestServer open = TestServer.start()) {
            assertThat(open.get("/access").json().get("access").textValue()).isEqualTo("all");
        }
    }

    @Test
    void aJavaClientThatOnlyLooksIsToldSo() {
        URI uri = server.server().uri();
        GantryClient reader = new GantryClient(uri, "l00k");

        assertThat(reader.access()).isEqualTo(Access.READ);
        assertThat(reader.access().mayChange()).isFalse();
        assertThat(new GantryClient(uri, "s3cret").access()).isEqualTo(Access.ALL);
        assertThat(reader.explain("examples", UUID.fromString(run)).uuid()).hasToString(run);
        assertThatThrownBy(() -> reader.submit("examples/fizz_buzz", Map.of(), SubmitOptions.NONE))
                .isInstanceOfSatisfying(ForbiddenException.class, refused -> {
                    assertThat(refused.readOnly()).isTrue();
                    assertThat(refused.status()).isEqualTo(403);
                })
                .hasMessageContaining("POST /examples/fizz_buzz/job is refused")
                .hasMessageContaining("read-token")
                .hasMessageContaining("api-token");
        assertThatThrownBy(() -> new GantryClient(uri, "other").tree())
                .isInstanceOfSatisfying(
                        ForbiddenException.class,
                        refused -> assertThat(refused.readOnly()).isFalse());
        assertThatThrownBy(() -> new GantryClient(uri).tree())
                .isInstanceOf(GantryException.class)
                .isNotInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> reader.jobs().run("p", "there").putStash(Map.of("a", 1)))
                .isInstanceOfSatisfying(
                        JobApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(403))
                .hasMessageContaining(uri.toString())
                .hasMessageContaining("read-token")
                .hasMessageContaining("peer-tokens");
    }

    @Test
    void aTokenForReadersThatKeepsNobodyFromAnythingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Optional.empty(), "l00k"))
                .withMessageContaining("there is a read token and no token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Optional.of("same"), "same"))
                .withMessageContaining("the read token is the same as the token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Optional.of("s3cret"), " "))
                .withMessageContaining("the read token is blank");
        assertThat(settings(Optional.of("s3cret"), "l00k")).asString().doesNotContain("s3cret", "l00k");
    }

    private static ServerSettings settings(Optional<String> token, String readToken) {
        return new ServerSettings("127.0.0.1", 0, "/", token, Optional.of(readToken), 1, Optional.empty());
    }
}
