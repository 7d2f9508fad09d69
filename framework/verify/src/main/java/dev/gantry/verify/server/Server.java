package dev.gantry.verify.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
public final class Server implements AutoCloseable {

    private static final String READY = "Gantry is ready on ";
    /** What does not start is to be found, not how slowly a busy machine starts it. */
    private static final int PATIENCE_SECONDS = 300;

    private static final int LAST_LINES = 12;

    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();
    /** Empty if it ended before it was ready. */
    private final CompletableFuture<String> ready;

    private volatile URI uri;

    Server(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.ready = new CompletableFuture<>();
        Thread reader = new Thread(this::read, "verify-reads-server-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            // Where the log goes is a matter of its configuration: it may come here.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                }
            }
        } catch (IOException killed) {
            // It has ended, one way or the other.
        }
        ready.complete("");
    }

    /** Wait until it is ready. */
    public void awaitReady() throws StartFailure {
        String address =
                ready.completeOnTimeout("", PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (address.isEmpty()) {
            kill();
            throw new StartFailure(process.exitValue(), lastLines());
        }
        uri = URI.create(address);
    }

    /** Wait until it is ready, has ended, or has had so much time. */
    public void awaitReady(long nanos) {
        String unused =
                ready.copy().completeOnTimeout("", nanos, TimeUnit.NANOSECONDS).join();
    }

    /** Where it is reached, once it is ready. */
    public URI uri() {
        return uri;
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** When it was started. */
    public long started() {
        return started;
    }

    /** Whether it lives. */
    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL, also if it is stopped; returns once it has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; returns once it has ended. */
    public void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** SIGSTOP: it does nothing until {@link #resume()}, and knows of nothing. */
    public void pause() throws IOException {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        if (await(kill) != 0) {
            throw new IOException("cannot send %s to the server %d; is there a command kill on the PATH?"
                    .formatted(signal, process.pid()));
        }
    }

    private void awaitEnd() {
        await(process);
    }

    private static int await(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                int status = process.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return status;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
