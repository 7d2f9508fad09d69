package dev.gantry.cli;

import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import picocli.CommandLine;

/** What a command asks of a server, and the exit status that comes of it. */
@FunctionalInterface
interface ServerCall {

    /** Ask; the exit status. */
    int ask() throws IOException;

    /** A client of a server, with the token of this process's environment. */
    static GantryClient client(URI server) {
        String token = System.getenv("GANTRY_API_TOKEN");
        return token == null || token.isEmpty() ? new GantryClient(server) : new GantryClient(server, token);
    }

    /** Ask; what goes wrong is shown, and is the exit status: 2 if the arguments are to blame, else 1. */
    static int exitStatus(Terminal terminal, ServerCall call) {
        try {
            return call.ask();
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (GantryException e) {
            new ProblemPrinter(terminal.err()).print(e.problem());
            return e.status() < 500 ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException | UncheckedIOException e) {
            terminal.err().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
