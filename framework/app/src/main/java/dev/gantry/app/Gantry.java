package dev.gantry.app;

import dev.gantry.app.config.GantrySettings;
import dev.gantry.app.config.SecretText;
import dev.gantry.engine.EngineSettings;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.dispatch.WorkerSettings;
import dev.gantry.engine.execution.ExecutionSettings;
import dev.gantry.engine.execution.OutputRouter;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.engine.time.Timers;
import dev.gantry.http.GantryServer;
import dev.gantry.http.ServerSettings;
import dev.gantry.plugin.PluginLoader;
import dev.gantry.store.RunStore;
import dev.gantry.store.mapdb.MapDbRunStore;
import dev.gantry.store.mapdb.drill.Drill;
import dev.gantry.store.postgres.PostgresRunStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A running Gantry: the store, the plugins, the engine and the REST API of one process.
 *
 * <p>They are started in that order, so that whoever reaches the API finds everything behind it, and stopped in the
 * opposite one, so that nothing loses what it still needs. Not thread-safe.
 */
public final class Gantry implements AutoCloseable {

    private final GantrySettings settings;
    /** Only a server that {@code gantry verify} started has one. */
    private final Optional<Drill> drill = Drill.ofProcess();

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final JobEngine engine;
    private final String worker = workerName(hostName());
    private final Optional<URI> http;

    private Gantry(GantrySettings settings) throws IOException {
        this.settings = settings;
        DataFolder.make(settings.places().data());
        OutputRouter.install();
        try {
            Timers timers = stoppedBy(new SystemTimers("gantry-timer", clock()), Timers::close);
            PluginLoader plugins = stoppedBy(loader(), PluginLoader::close);
            // The longest part of a start, and the rest of it does not need it.
            CompletableFuture<Void> loading = CompletableFuture.runAsync(plugins::start, Gantry::onThreadOfItsOwn);
            RunStore store = stoppedBy(openStore(timers), RunStore::close);
            engine = stoppedBy(new JobEngine(engineSettings(), plugins, store, timers, peers()), JobEngine::close);
            Optional<GantryServer> server = settings.http() ? Optional.of(prepareServer(timers)) : Optional.empty();
            finish(loading);
            if (server.isPresent()) {
                server.get().listen();
            }
            http = server.map(GantryServer::uri);
            engine.start();
        } catch (IOException | RuntimeException | Error e) {
            try {
                close();
            } catch (RuntimeException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    /**
     * Start.
     *
     * @throws IOException if the data folder or the port cannot be had
     */
    public static Gantry start(GantrySettings settings) throws IOException {
        return new Gantry(settings);
    }

    private GantryServer prepareServer(Timers timers) throws IOException {
        return stoppedBy(
                GantryServer.prepare(serverSettings(), engine, timers), running -> running.stop(Duration.ofSeconds(2)));
    }

    private <T> T stoppedBy(T part, Consumer<T> stop) {
        stops.push(() -> stop.accept(part));
        return part;
    }

    private static void onThreadOfItsOwn(Runnable work) {
        new Thread(work, "gantry-start").start();
    }

    private static void finish(CompletableFuture<Void> loading) {
        try {
            loading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private InstantSource clock() {
        return drill.map(Drill::clock).orElseGet(InstantSource::system);
    }

    private RunStore openStore(InstantSource clock) {
        if (drill.isPresent()) {
            return drill.get().open(data("store"), clock);
        }
        Optional<GantrySettings.Database> database = settings.places().database();
        return database.isPresent()
                ? PostgresRunStore.open(StoreSide.config(database.get()))
                : MapDbRunStore.open(StoreSide.config(settings.places().data()).withClock(clock));
    }

    private PluginLoader loader() {
        return new PluginLoader(settings.places().plugins(), data("plugin-cache"), PluginLoader.LOOK_EVERY);
    }

    private Path data(String folder) {
        return settings.places().data().resolve(folder);
    }

    private PeerServers peers() throws IOException {
        return new PeerServers(
                settings.peers(), TlsContexts.ofCalls(settings.listen().tls()));
    }

    private EngineSettings engineSettings() {
        ExecutionSettings defaults = ExecutionSettings.defaults(data("work"));
        return new EngineSettings(
                workerSettings(),
                new ExecutionSettings(
                        defaults.workFolder(),
                        settings.limits().maxDataBytes(),
                        defaults.patience(),
                        defaults.leaveBehind()),
                settings.limits().maxQueued(),
                settings.limits().maxFileBytes(),
                settings.retention());
    }

    private WorkerSettings workerSettings() {
        return new WorkerSettings(
                worker,
                hostName(),
                Optional.ofNullable(Gantry.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                settings.work().slots(),
                drill.map(Drill::lease).orElse(settings.work().lease()),
                settings.work().grace());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Tells this from all others, also from earlier ones with the same process id and from another of this process. */
    private static String workerName(String host) {
        String drawn = UUID.randomUUID().toString().substring(0, 8);
        return "%s-%d-%s".formatted(host, ProcessHandle.current().pid(), drawn);
    }

    private ServerSettings serverSettings() throws IOException {
        GantrySettings.Listen listen = settings.listen();
        return new ServerSettings(
                listen.host(),
                listen.port(),
                listen.basePath(),
                listen.token().map(SecretText::value),
                listen.readToken().map(SecretText::value),
                settings.limits().maxBodyBytes(),
                TlsContexts.ofServer(listen.tls()));
    }

    /** Where the REST API is reached, base path included; absent if it was to have none. */
    public Optional<URI> http() {
        return http;
    }

    /**
     * Where the REST API is reached, base path included.
     *
     * @throws java.util.NoSuchElementException if it was to have none
     */
    public URI uri() {
        return http.orElseThrow();
    }

    /** The name of its worker. */
    public String worker() {
        return worker;
    }

    /** Let running jobs go on for the grace period, queue those that are left again, and stop. */
    public void drain() {
        try {
            engine.stop(settings.work().grace());
        } finally {
            close();
        }
    }

    /** Stop at once; runs that are executing are found abandoned by the next start. A second close does nothing. */
    @Override
    public void close() {
        if (stops.isEmpty()) {
            return;
        }
        Runnable next = stops.pop();
        try {
            next.run();
        } finally {
            // Whatever one part fails with, the others are stopped: above all the store.
            close();
        }
    }
}
