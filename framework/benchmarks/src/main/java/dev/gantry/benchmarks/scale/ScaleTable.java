package dev.gantry.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.benchmarks.scale.ScaleProcess.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Lets one store grow, measures it at each size, and writes a table of the curve; and one of a store with many queued runs. */
public final class ScaleTable {

    private final Commands commands;
    private final Path folder;
    private final Map<Long, Map<ScaleFigure, double[]>> bySize = new TreeMap<>();
    private String half = "";

    /** How the processes are started, on the default settings of Java. */
    public interface Commands {

        /** The command that starts a class. */
        List<String> of(Class<?> main, List<String> arguments);

        /** The command that starts the server. */
        List<String> server(List<String> arguments);
    }

    /** Measure in a folder that is empty. */
    public ScaleTable(Commands commands, Path folder) {
        this.commands = commands;
        this.folder = folder;
    }

    /**
     * Measure, and return the tables in Markdown.
     *
     * @param retained the sizes of the store, rising
     * @param queued how many runs are queued in the second store; 0: none
     */
    public String measure(List<Long> retained, long queued) throws IOException, InterruptedException {
        StringBuilder report = new StringBuilder();
        if (!retained.isEmpty()) {
            grow(retained);
            report.append("\n").append(table("runs retained"));
        }
        if (queued > 0) {
            bySize.clear();
            queue(queued);
            report.append("\n\n").append(table("runs queued"));
        }
        return report.append("\n\n").append(conditions()).toString();
    }

    private void grow(List<Long> retained) throws IOException, InterruptedException {
        Path store = folder.resolve("data").resolve("store");
        long before = 0;
        for (long size : retained) {
            Map<ScaleFigure, double[]> figures = new EnumMap<>(ScaleFigure.class);
            bySize.put(size, figures);
            run(figures, Step.GROW, store, before, size);
            run(figures, Step.ASK, store, size);
            run(figures, Step.OPEN, store);
            figures.put(ScaleFigure.DISK, new double[] {(double) bytes(store) / size});
            before = size;
        }
        Map<ScaleFigure, double[]> last = bySize.get(before);
        run(new EnumMap<>(ScaleFigure.class), Step.GROW, store, before, before);
        new ServerStart(commands, folder).measure(last);
        long full = bytes(store);
        run(last, Step.DROP, store, half);
        last.put(ScaleFigure.GIVEN_BACK, new double[] {(full - bytes(store)) / 1e6});
    }

    private void queue(long count) throws IOException, InterruptedException {
        Path store = folder.resolve("queue");
        Map<ScaleFigure, double[]> figures = new EnumMap<>(ScaleFigure.class);
        bySize.put(count, figures);
        run(figures, Step.QUEUE, store, count);
        figures.put(ScaleFigure.DISK, new double[] {(double) bytes(store) / count});
        run(figures, Step.WORK_OFF, store, count);
    }

    private void run(Map<ScaleFigure, double[]> figures, Step step, Path store, Object... told)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(step.name(), store.toString()));
        Stream.of(told).map(Object::toString).forEach(arguments::add);
        System.err.println("scale: " + String.join(" ", arguments));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(commands.of(ScaleProcess.class, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        boolean killed;
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.equals(ScaleProcess.BUSY)) {
                hear(line, figures);
                line = output.readLine();
            }
            killed = line != null;
        }
        if (killed) {
            // In the midst of its work, not at its beginning.
            boolean unused = process.waitFor(1, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        if (!killed && exit != 0) {
            throw new IOException("%s ended with %d".formatted(arguments, exit));
        }
        System.err.printf("  %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    private void hear(String line, Map<ScaleFigure, double[]> figures) {
        if (line.startsWith(ScaleProcess.HALF)) {
            half = line.substring(ScaleProcess.HALF.length());
        } else if (ScaleFigure.hear(line, figures)) {
            System.err.println("  " + line);
        }
    }

    private static long bytes(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private String table(String title) {
        List<String> rows = new ArrayList<>();
        rows.add("| %s | %s |"
                .formatted(
                        title,
                        bySize.keySet().stream()
                                .map(size -> String.format(Locale.ROOT, "%,d", size))
                                .collect(Collectors.joining(" | "))));
        rows.add("|---|" + "---|".repeat(bySize.size()));
        for (ScaleFigure figure : ScaleFigure.values()) {
            if (bySize.values().stream().anyMatch(figures -> figures.containsKey(figure))) {
                rows.add("| %s | %s |"
                        .formatted(
                                figure.title(),
                                bySize.values().stream()
                                        .map(figures -> ScaleFigure.show(figures, figure))
                                        .collect(Collectors.joining(" | "))));
            }
        }
        return String.join("\n", rows);
    }

    private static String conditions() {
        return """
                Java %s, %d processors, %s %s; the store alone, in processes on the default settings of Java, but for the two \
                figures of the server. Two values of a page or look-up are the median and the 99th percentile.""".formatted(
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
    }

    /** The sizes that are named by numbers with commas in between. */
    public static List<Long> sizes(String numbers) {
        return Stream.of(numbers.split(",", -1))
                .flatMapToLong(number -> LongStream.of(Long.parseLong(number)))
                .filter(size -> size > 0)
                .boxed()
                .sorted()
                .toList();
    }
}
