package dev.gantry.http;

import dev.gantry.engine.JobEngine;
import dev.gantry.engine.time.Timers;
import dev.gantry.http.bulk.BulkWorks;
import dev.gantry.http.call.Api;
import dev.gantry.http.call.ApiTree;
import dev.gantry.http.call.SubmitGate;
import dev.gantry.http.console.ConsoleFiles;
import dev.gantry.http.problem.ProblemMapper;
import dev.gantry.http.stream.RunStreams;
import dev.gantry.http.transfer.Transfers;
import dev.gantry.http.transport.BodyBytes;
import dev.gantry.http.transport.BodyLimits;
import dev.gantry.http.transport.CallCheck;
import dev.gantry.http.transport.ContentCodingCheck;
import dev.gantry.http.transport.DirectContext;
import dev.gantry.http.transport.IdleConnections;
import dev.gantry.http.transport.Listeners;
import dev.gantry.http.transport.MediaTypeCheck;
import dev.gantry.http.transport.OriginCheck;
import dev.gantry.http.transport.ProblemPages;
import dev.gantry.http.transport.Refusal;
import dev.gantry.http.transport.TokenCheck;
import dev.gantry.http.transport.Tokens;
import dev.gantry.http.transport.WholeBodies;
import dev.gantry.http.transport.WireMapper;
import dev.gantry.http.transport.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/**
 * The REST API of an engine, on a port.
 *
 * <p>A few threads serve all connections and none of them ever waits: not for the body of a request, not for a forced write,
 * not for a run, not for a reader. Thread-safe.
 */
public final class GantryServer {

    /** What is skipped of a body that is not read, before the connection is closed instead. */
    private static final long MAX_SKIPPED_BYTES = 64L * 1024 * 1024;

    private final HttpServer server;
    private final RunStreams streams;
    private final Runnable letGo;
    private final ServerSettings settings;
    private final NetworkListener listener;

    private GantryServer(
            HttpServer server, RunStreams streams, Runnable letGo, ServerSettings settings, NetworkListener listener) {
        this.server = server;
        this.streams = streams;
        this.letGo = letGo;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * {@linkplain #prepare Prepare} and {@linkplain #listen listen}.
     *
     * @throws IOException if the port cannot be had
     */
    public static GantryServer start(ServerSettings settings, JobEngine engine, Timers timers) throws IOException {
        GantryServer server = prepare(settings, engine, timers);
        server.listen();
        return server;
    }

    /**
     * Do all that can be done before there is anything to serve, which takes most of the time. The port is taken by
     * {@link #listen()}.
     *
     * @param engine what the API speaks for; stays the caller's
     * @param timers ends what has waited for long enough; stays the caller's
     */
    public static GantryServer prepare(ServerSettings settings, JobEngine engine, Timers timers) {
        IdleConnections idle = new IdleConnections(timers);
        OriginCheck origin = settings.token().isPresent() ? OriginCheck.anyHost() : OriginCheck.thisMachine();
        Tokens tokens = new Tokens(settings.token(), settings.readToken());
        List<CallCheck> checks = List.of(origin, new TokenCheck(tokens), new ContentCodingCheck());
        Transfers transfers = new Transfers(engine, timers, settings.basePath(), checks);
        NetworkListener listener = Listeners.listener(
                settings.host(),
                settings.port(),
                new WholeBodies(
                        new BodyLimits(
                                settings.maxBodyBytes(), settings.maxBulkBodyBytes(), settings.basePath(), checks),
                        transfers::takesBodyOf),
                idle);
        Workers workers = Workers.start(timers);
        listener.getTransport().setWorkerThreadPool(workers);
        settings.tls().ifPresent(tls -> Listeners.secure(listener, tls));
        RunStreams streams = new RunStreams(engine, timers);
        BulkWorks bulk = new BulkWorks(engine, timers);
        Api api = new Api(
                engine, timers, workers, new SubmitGate(), streams, bulk, settings.basePath(), Version.current());
        HttpServer server = new HttpServer();
        server.addListener(listener);
        server.getServerConfiguration().setDefaultErrorPageGenerator(new ProblemPages());
        server.getServerConfiguration().setPassTraceRequest(true);
        server.getServerConfiguration().setAllowPayloadForUndefinedHttpMethods(true);
        server.getServerConfiguration().setMaxPayloadRemainderToSkip(MAX_SKIPPED_BYTES);
        server.getServerConfiguration()
                .addHttpHandler(new FrontDoor(
                        settings.basePath(),
                        transfers,
                        ContainerFactory.createContainer(
                                GrizzlyHttpContainer.class, application(checks, tokens, api))));
        Runnable letGo = () -> {
            transfers.close();
            bulk.close();
            idle.close();
            workers.shutdown();
        };
        return new GantryServer(server, streams, letGo, settings, listener);
    }

    /**
     * Serve, from now on. Once only.
     *
     * @throws IOException if the port cannot be had; nothing is left to be stopped then
     */
    public void listen() throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            streams.close();
            letGo.run();
            server.shutdownNow();
            throw new IOException(
                    "cannot listen on %s, port %d: %s".formatted(settings.host(), settings.port(), refusal(e)), e);
        }
    }

    /** Why it was: all that Grizzly says is that no port of a range could be had. */
    private String refusal(Exception refused) {
        try {
            InetAddress address = InetAddress.getByName(settings.host());
            boolean ours = address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
            return ours
                    ? "the port is taken, or may not be had by this user; is another server running there? Name another port"
                    : "the host is no address of this machine; name one that is, or 0.0.0.0 for all of them";
        } catch (UnknownHostException e) {
            return "no address is known for the host; name one of this machine, such as 127.0.0.1";
        } catch (SocketException e) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static ResourceConfig application(List<CallCheck> checks, Tokens tokens, Api api) {
        ResourceConfig config = new ResourceConfig(ApiTree.class, ProblemMapper.class, SseFeature.class)
                .register(JacksonFeature.withoutExceptionMappers())
                .register(WireMapper.class)
                .register(BodyBytes.class)
                .register(MediaTypeCheck.class)
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(api).to(Api.class);
                        bind(tokens).to(Tokens.class);
                        bind(ConsoleFiles.on(GantryServer.class.getClassLoader()))
                                .to(ConsoleFiles.class);
                        bind(new DirectContext()).to(ValueParamProvider.class);
                    }
                })
                .register(Refusal.class)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        checks.forEach(config::register);
        return config;
    }

    /** Where the server is reached once it listens, base path included, without a slash at the end. */
    public URI uri() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("%s://%s:%d%s"
                .formatted(
                        settings.tls().isPresent() ? "https" : "http", host, listener.getPort(), settings.basePath()));
    }

    /** End the streams, take no more requests, and wait for answers that are under way. A second stop does nothing. */
    public void stop(Duration grace) {
        streams.close();
        try {
            server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Whoever has not been answered by now is not.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also after a shutdown in order, which leaves a thread, and with it all that the server could reach.
            server.shutdownNow();
            letGo.run();
        }
    }
}
