package dev.gantry.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The server on a store whose last process was killed: how long it takes, and what it holds then. */
final class ServerStart {

    private static final String READY = "Gantry is ready on ";
    private static final String TOTAL = "Total";

    private final ScaleTable.Commands commands;
    private final Path folder;

    /** Start it in a folder with a folder {@code data}. */
    ServerStart(ScaleTable.Commands commands, Path folder) {
        this.commands = commands;
        this.folder = folder;
    }

    void measure(Map<ScaleFigure, double[]> figures) throws IOException, InterruptedException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        List<String> command = commands.server(List.of(
                "serve",
                "--port",
                "0",
                "--plugins",
                plugins.toString(),
                "--data",
                folder.resolve("data").toString()));
        long begun = System.nanoTime();
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = server.inputReader(UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IOException("the server ended before it was ready");
            }
            figures.put(ScaleFigure.SERVER_READY, new double[] {(System.nanoTime() - begun) / 1e9});
            figures.put(ScaleFigure.SERVER_HEAP, new double[] {heap(server.pid()) / 1e6});
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** The bytes that live objects take, after a full collection. */
    private static long heap(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = histogram.inputReader(UTF_8)) {
            return output.lines()
                    .filter(line -> line.startsWith(TOTAL))
                    .mapToLong(line -> Long.parseLong(line.split(" +", -1)[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no histogram of process " + pid));
        }
    }
}
