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

    private static final Map<String, String> ENVIRONMENT = Map.of("GANTRY_API_TOKEN", TestServer.TOKEN);

    private final Path folder;
    private final URI uri;
    private ServerProcess process;
    private boolean killed;

    private KillableServer(Path folder, ServerProcess process) {
        this.folder = folder;
        this.process = process;
        this.uri = process.uri();
    }

    static KillableServer start(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new KillableServer(folder, ServerProcess.start(folder, 0, ENVIRONMENT));
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
            process = ServerProcess.start(folder, uri.getPort(), ENVIRONMENT);
            killed = false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
