package dev.gantry.benchmarks.families;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Measures each shape of family on one slot and on eight, each in a process of its own, and writes a table. */
public final class FamilyTable {

    private static final List<Integer> SLOTS = List.of(1, 8);

    private final BiFunction<Class<?>, List<String>, List<String>> command;
    private final List<String> rows = new ArrayList<>();

    /**
     * Make an empty table.
     *
     * @param command the command that starts a class with arguments in a process of its own
     */
    public FamilyTable(BiFunction<Class<?>, List<String>, List<String>> command) {
        this.command = command;
        rows.add("| runs that run runs | slots | s | runs/s | threads at most | heap MB at most |");
        rows.add("|---|---|---|---|---|---|");
    }

    /** Measure all, so many times each, and return the table in Markdown; the median by time is what it shows. */
    public String measure(int rounds) throws IOException, InterruptedException {
        for (Shape shape : Shape.values()) {
            for (int slots : SLOTS) {
                System.err.printf("runs that run runs: %s, slots: %d%n", shape.title(), slots);
                rows.add(row(shape, slots, measure(shape, slots, rounds)));
            }
        }
        rows.add("");
        rows.add("""
                Java %s, %d processors, %s %s; one engine with its durable store in a process of 2 GB of heap. The round with the \
                median time of %d, after some that only warm up; from the submit of the first run until its end is recorded.""".formatted(
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        rounds));
        return "\n" + String.join("\n", rows);
    }

    private List<FamilySample> measure(Shape shape, int slots, int rounds) throws IOException, InterruptedException {
        List<String> arguments = List.of(shape.name(), String.valueOf(slots), String.valueOf(rounds));
        Process process = new ProcessBuilder(command.apply(FamilyProcess.class, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<FamilySample> samples = new ArrayList<>();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(FamilyProcess.SAMPLE)) {
                    System.err.println("  " + line.substring(FamilyProcess.SAMPLE.length()));
                    samples.add(FamilySample.parse(line.substring(FamilyProcess.SAMPLE.length())));
                }
            }
        }
        if (process.waitFor() != 0) {
            System.err.printf("  failed: the process ended with %d%n", process.exitValue());
        }
        return samples;
    }

    private static String row(Shape shape, int slots, List<FamilySample> samples) {
        if (samples.isEmpty()) {
            return "| %s | %d | failed | | | |".formatted(shape.title(), slots);
        }
        FamilySample median = samples.stream()
                .sorted(Comparator.comparingDouble(FamilySample::seconds))
                .toList()
                .get(samples.size() / 2);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %,.0f | %,d | %,d |",
                shape.title(),
                slots,
                median.seconds(),
                (shape.descendants() + 1) / median.seconds(),
                median.threads(),
                median.megabytes());
    }
}
