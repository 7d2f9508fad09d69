package dev.gantry.cli;

import dev.gantry.client.GantryClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which server a command asks that needs one that runs. */
final class ServerOption {

    @Option(
            names = "--server",
            paramLabel = "URL",
            converter = ServerUrl.class,
            defaultValue = "http://127.0.0.1:8888",
            description = "the server to ask, with GANTRY_API_TOKEN if it asks for one (default: ${DEFAULT-VALUE})")
    private URI server = URI.create("http://127.0.0.1:8888");

    GantryClient client() {
        return ServerCall.client(server);
    }
}
