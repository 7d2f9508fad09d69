package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.GantryService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link ContenderProcess} as seen from outside; it sleeps between measurements. */
final class ContenderFork implements AutoCloseable {

    /** What each process has of memory. */
    static final List<String> MEMORY = List.of("-Xmx2g", "-XX:+UseG1GC");

    private static final Duration END = Duration.ofSeconds(5);

    private final Contender contender;
    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    private ContenderFork(Contender contender, Process process) {
        this.contender = contender;
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(UTF_8), true);
        this.answers = process.inputReader(UTF_8);
    }

    static ContenderFork start(Contender contender, Options options, List<String> others) throws IOException {
        List<String> settings = new ArrayList<>(MEMORY);
        settings.addAll(others);
        settings.add("-D%s=%d".formatted(GantryService.SLOTS, options.slots()));
        List<String> command = Jvm.command(
                settings,
                ContenderProcess.class,
                List.of(contender.name(), String.valueOf(options.each().toMillis())));
        return new ContenderFork(
                contender,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    Contender contender() {
        return contender;
    }

    /** Have all compiled that these parts run. */
    void warmUp(Collection<Part> parts) throws IOException {
        String names = parts.stream().map(Part::name).collect(joining(","));
        // What fails fails again once it is measured.
        order(ContenderProcess.WARM_UP + names, sample -> {}, why -> {});
    }

    /** Have one part measured once. */
    void measure(Part part, Consumer<Sample> samples, Consumer<String> failure) throws IOException {
        order(part.name(), samples, failure);
    }

    private void order(String order, Consumer<Sample> samples, Consumer<String> failure) throws IOException {
        orders.println(order);
        for (String answer = answers.readLine(); !ContenderProcess.DONE.equals(answer); answer = answers.readLine()) {
            if (answer == null) {
                failure.accept("the process ended");
                return;
            }
            if (answer.startsWith(ContenderProcess.SAMPLE)) {
                samples.accept(Sample.parse(answer.substring(ContenderProcess.SAMPLE.length())));
            } else if (answer.startsWith(ContenderProcess.FAILED)) {
                failure.accept(answer.substring(ContenderProcess.FAILED.length()));
            }
        }
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
