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
import java.util.Map;

/** A server in a process of its own, as a user starts it; so that it can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final String READY = "Gantry is ready ";
    private static final String AT = "on ";

    private final Process process;
    private final String ready;

    private ServerProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Start a server and wait until it says that it is ready. */
    public static ServerProcess start(Path folder, String... options) {
        return start(folder, 0, Map.of(), options);
    }

    /** Start a server at a port, with variables in its environment. */
    public static ServerProcess start(Path folder, int port, Map<String, String> variables, String... options) {
        return start(command("256m", folder, port, options), folder, variables);
    }

    /** Start a server with a heap of so many bytes. */
    static ServerProcess withHeap(String heap, Path folder, String... options) {
        return start(command(heap, folder, 0, options), folder, Map.of());
    }

    private static ServerProcess start(List<String> command, Path folder, Map<String, String> variables) {
        try {
            Path log = folder.resolve("server.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(variables);
            Process process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new AssertionError("the server said \"%s\" and logged %s".formatted(line, Files.readString(log)));
            }
            return new ServerProcess(process, line.substring(READY.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String heap, Path folder, int port, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                String.valueOf(port),
                "--plugins",
                TestPlugin.folder(folder).toString(),
                "--data",
                folder.resolve("data").toString()));
        command.addAll(List.of(options));
        return command;
    }

    /** Where it is reached. */
    public URI uri() {
        if (!ready.startsWith(AT)) {
            throw new IllegalStateException("the server is ready " + ready);
        }
        return URI.create(ready.substring(AT.length()));
    }

    /** What it said of itself when it was ready. */
    String ready() {
        return ready;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** A client without a token. */
    public GantryClient client() {
        return new GantryClient(uri());
    }

    /** SIGKILL: it can do nothing about it. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: it drains. */
    public int terminate() {
        process.destroy();
        return awaitEnd();
    }

    /** SIGSTOP: it does nothing until {@link #thaw()}, and knows of nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill %s %d ended with %d".formatted(name, process.pid(), status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Wait until it has ended. */
    public int awaitEnd() {
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
