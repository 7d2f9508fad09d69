package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** How long the server takes from the start of its process, with more and fewer plugin jars of 100 classes. */
final class ServerStarts implements AutoCloseable {

    private static final String READY = "Gantry is ready on ";
    private static final String JOB = "/plugin000/job0/job";
    private static final byte[] PARAMS = "{}".getBytes(UTF_8);
    private static final int JOBS_PER_JAR = 3;
    private static final int MANY = 500;
    private static final int SOME = 50;
    /** A meter would take the server for one of the other processes. */
    private static final double UNKNOWN = Double.NaN;

    private final Path folder;
    private final ServerCommands commands;

    private ServerStarts(Path folder, ServerCommands commands) {
        this.folder = folder;
        this.commands = commands;
    }

    /** Make the plugin jars. */
    static ServerStarts prepare(ServerCommands commands) throws IOException {
        Path folder = Folders.make();
        for (int jars : List.of(1, SOME, MANY)) {
            PluginJars.write(folder.resolve("plugins-" + jars), jars, JOBS_PER_JAR);
        }
        return new ServerStarts(folder, commands);
    }

    void measure(Consumer<Sample> samples) throws IOException, InterruptedException {
        start(1, Figure.READY_1, Figure.READY_1_CPU, samples);
        Folders.delete(data(1));
        start(SOME, Figure.READY_50, Figure.READY_50_CPU, samples);
        Folders.delete(data(SOME));
        start(MANY, Figure.READY_500, Figure.READY_500_CPU, samples);
        start(MANY, Figure.AGAIN_500, Figure.AGAIN_500_CPU, samples);
        Folders.delete(data(MANY));
    }

    private Path data(int jars) {
        return folder.resolve("data-" + jars);
    }

    private void start(int jars, Figure ready, Figure cpu, Consumer<Sample> samples)
            throws IOException, InterruptedException {
        List<String> command = commands.server(List.of(
                "serve",
                "--port",
                "0",
                "--plugins",
                folder.resolve("plugins-" + jars).toString(),
                "--data",
                data(jars).toString()));
        Meter meter = new Meter();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IOException("the server ended before it was ready");
            }
            samples.accept(new Sample(ready, meter.seconds(), UNKNOWN));
            process.info()
                    .totalCpuDuration()
                    .ifPresent(used -> samples.accept(new Sample(cpu, used.toMillis() / 1e3, UNKNOWN)));
            try (HttpConnection connection =
                    HttpConnection.to(URI.create(line.substring(READY.length()).strip()))) {
                connection.post(JOB, HttpConnection.JSON, PARAMS);
            }
            if (ready == Figure.READY_1) {
                samples.accept(new Sample(Figure.FIRST_RUN, meter.seconds(), UNKNOWN));
            }
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
