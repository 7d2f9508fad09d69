package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.benchmarks.contender.Contender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A process that measures one contender whenever it is told what: none disturbs the compiled code, the heap or the processor
 * time of another. Started by {@link ContenderFork}.
 */
final class ContenderProcess {

    /** Before the names of the parts that are only to be warmed up. */
    static final String WARM_UP = "warm-up ";

    static final String SAMPLE = "@sample ";
    static final String FAILED = "@failed ";
    static final String DONE = "@done";

    private ContenderProcess() {}

    /**
     * Take the contender, the time for each figure in milliseconds, and then orders on standard input, one a line: a part that
     * is to be measured or, after {@link #WARM_UP}, all that are going to be.
     */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        Contender contender = Contender.valueOf(arguments[0]);
        Duration each = Duration.ofMillis(Long.parseLong(arguments[1]));
        PrintStream answers = System.out;
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.startsWith(WARM_UP)) {
                List<WarmUp.Measurement> measurements = new ArrayList<>();
                for (String part : order.substring(WARM_UP.length()).split(",", -1)) {
                    measurements.add(() -> measure(contender, Part.valueOf(part), each, line -> {}));
                }
                WarmUp.of(measurements);
            } else {
                measure(contender, Part.valueOf(order), each, answers::println);
            }
            answers.println(DONE);
        }
        // Whatever threads a contender has left running end here.
        System.exit(0);
    }

    private static void measure(Contender contender, Part part, Duration each, Consumer<String> answers)
            throws IOException {
        Path folder = Folders.make();
        try {
            part.measurement().measure(contender, folder, each, sample -> answers.accept(SAMPLE + sample.line()));
        } catch (Exception e) {
            e.printStackTrace();
            answers.accept(FAILED + e.toString().lines().findFirst().orElse(""));
        } finally {
            Folders.delete(folder);
        }
    }
}
