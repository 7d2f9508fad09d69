package dev.gantry.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.wire.WireJson;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.JobCatalog;
import dev.gantry.engine.catalog.JobReader;
import dev.gantry.engine.catalog.JobReading;
import dev.gantry.engine.catalog.PluginContents;
import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.engine.execution.OutputRouter;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.http.jobs.FizzBuzzJob;
import dev.gantry.http.jobs.GateJob;
import dev.gantry.http.jobs.LogJob;
import dev.gantry.http.jobs.LoginJob;
import dev.gantry.http.jobs.StuckJob;
import dev.gantry.store.RunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server as users have it, on a free port: the real engine with the jobs of these tests, over a store in memory. */
final class TestServer implements AutoCloseable {

    static final long BODY_LIMIT = 64 * 1024;

    private final SystemTimers timers = new SystemTimers("test-timers");
    private final PluginRealm realm = new PluginRealm("testing", TestServer.class.getClassLoader(), () -> {});
    private final SwappableCatalog catalog = new SwappableCatalog();
    private final RunStore store;
    private final JobEngine engine;
    private final GantryServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestServer(ServerSettings settings, UnaryOperator<RunStore> around, long maxQueued) {
        OutputRouter.install();
        store = around.apply(new InMemoryRunStore(timers));
        catalog.swap(all());
        EngineSettings defaults = EngineSettings.defaults("w1", 16, workFolder());
        engine = new JobEngine(
                new EngineSettings(defaults.worker(), defaults.execution(), maxQueued, defaults.retention()),
                catalog,
                store,
                timers);
        engine.start();
        try {
            server = GantryServer.start(settings, engine, timers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path workFolder() {
        try {
            return Files.createTempDirectory("gantry-http-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestServer start() {
        return start("/");
    }

    static TestServer start(String basePath) {
        return start(basePath, Optional.empty(), store -> store);
    }

    static TestServer start(String basePath, Optional<String> token, UnaryOperator<RunStore> around) {
        return new TestServer(new ServerSettings("127.0.0.1", 0, basePath, token, BODY_LIMIT), around, Long.MAX_VALUE);
    }

    /** One on which so many runs may be queued. */
    static TestServer withQueueOf(long maxQueued) {
        ServerSettings settings = new ServerSettings("127.0.0.1", 0, "/", Optional.empty(), BODY_LIMIT);
        return new TestServer(settings, store -> store, maxQueued);
    }

    /** A server that knows one token for everything and one for looking. */
    static TestServer startWithReaders(String token, String readToken) {
        return new TestServer(
                new ServerSettings(
                        "127.0.0.1", 0, "/", Optional.of(token), Optional.of(readToken), BODY_LIMIT, Optional.empty()),
                store -> store,
                Long.MAX_VALUE);
    }

    private Catalog all() {
        JobReader reader = new JobReader(realm);
        List<JobReading> readings = Stream.of(
                        FizzBuzzJob.class, GateJob.class, LogJob.class, LoginJob.class, StuckJob.class)
                .map(reader::read)
                .toList();
        return Catalog.of(List.of(new PluginContents(
                "testing",
                "v1",
                readings.stream()
                        .flatMap(reading -> reading.branches().stream())
                        .distinct()
                        .toList(),
                readings.stream().flatMap(reading -> reading.job().stream()).toList(),
                List.of(DiscoveryIssue.error("testing", "com.example.Broken", "cannot be read")))));
    }

    /** Take all plugins away, and their folder with them. */
    void removePlugins() {
        DiscoveryIssue noFolder = DiscoveryIssue.warning("", "plugins", "the plugins folder does not exist");
        catalog.swap(Catalog.of(List.of(), List.of(noFolder)));
    }

    /** Try to listen where somebody else does. */
    void startAnotherOn(String host, int port) throws IOException {
        ServerSettings settings = new ServerSettings(host, port, "/", Optional.of("secret123456"), BODY_LIMIT);
        GantryServer.start(settings, engine, timers).stop(Duration.ZERO);
    }

    GantryServer server() {
        return server;
    }

    URI uri(String path) {
        return URI.create(server.uri() + path);
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String json, String... headers) {
        return send(request(path, headers)
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer put(String path, byte[] body, String... headers) {
        return send(request(path, headers).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer put(String path, String json, String... headers) {
        return send(request(path, headers)
                .setHeader("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    /** Submit a run and wait for its end; its uuid. */
    String finished(String leaf, String params) {
        return post(leaf + "/job", params, "Prefer", "wait=30")
                .json()
                .get("uuid")
                .textValue();
    }

    /** Submit a run behind a gate; its uuid. */
    String atGate(String gate) {
        return post("/examples/gate/job", "{\"gate\":\"%s\"}".formatted(gate))
                .json()
                .get("uuid")
                .textValue();
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(2));
        engine.stop(Duration.ZERO);
        engine.close();
        store.close();
        timers.close();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return WireJson.mapper().readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static final class SwappableCatalog implements JobCatalog {

        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        private volatile Catalog current = Catalog.EMPTY;

        void swap(Catalog next) {
            current = next;
            listeners.forEach(Runnable::run);
        }

        @Override
        public Catalog current() {
            return current;
        }

        @Override
        public void onChange(Runnable listener) {
            listeners.add(listener);
        }
    }
}
