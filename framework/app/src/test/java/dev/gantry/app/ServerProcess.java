package dev.gantry.app;

import dev.gantry.client.GantryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, as a user starts it; so that it can be killed. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "Gantry is ready on ";

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Start a server and wait until it says that it is ready. */
    static ServerProcess start(Path folder, String... options) {
        return withHeap("256m", folder, options);
    }

    /** The same, with a heap of so many bytes. */
    static ServerProcess withHeap(String heap, Path folder, String... options) {
        try {
            Path log = folder.resolve("server.log");
            Process process = new ProcessBuilder(command(heap, folder, options))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new AssertionError("the server said \"%s\" and logged %s".formatted(line, Files.readString(log)));
            }
            return new ServerProcess(process, URI.create(line.substring(READY.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String heap, Path folder, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--plugins",
                TestPlugin.folder(folder).toString(),
                "--data",
                folder.resolve("data").toString()));
        command.addAll(List.of(options));
        return command;
    }

    URI uri() {
        return uri;
    }

    long pid() {
        return process.pid();
    }

    GantryClient client() {
        return new GantryClient(uri);
    }

    /** SIGKILL: it can do nothing about it. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: it drains. */
    int terminate() {
        process.destroy();
        return awaitEnd();
    }

    /** Wait until it has ended. */
    int awaitEnd() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
