package dev.gantry.app.jobapi;

import dev.gantry.app.ServerProcess;
import dev.gantry.client.GantryClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server process that comes back at the same address, on the same data, after it was killed. */
final class KillableServer implements AutoCloseable {

    private final Path folder;
    private final URI uri;
    private final Map<String, String> environment;
    private ServerProcess process;
    private boolean killed;

    private KillableServer(Path folder, ServerProcess process, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        this.process = process;
        this.uri = process.uri();
    }

    /**
     * Start one.
     *
     * @param peers the addresses of the servers that share the token, with commas between
     */
    static KillableServer start(Path folder, String peers) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> environment = Map.of("GANTRY_API_TOKEN", TestServer.TOKEN, "GANTRY_PEERS", peers);
        return new KillableServer(folder, ServerProcess.start(folder, 0, environment), environment);
    }

    URI uri() {
        return uri;
    }

    GantryClient client() {
        return new GantryClient(uri, TestServer.TOKEN);
    }

    void kill() {
        process.kill();
        killed = true;
    }

    void restartIfKilled() {
        if (killed) {
            process = ServerProcess.start(folder, uri.getPort(), environment);
            killed = false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
