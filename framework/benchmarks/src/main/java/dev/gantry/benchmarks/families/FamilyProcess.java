package dev.gantry.benchmarks.families;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A process of its own, so that the threads and the heap that are counted are those of one engine. */
public final class FamilyProcess {

    static final String SAMPLE = "@sample ";

    private FamilyProcess() {}

    /** Take the shape and the number of slots and of rounds. */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        Shape shape = Shape.valueOf(arguments[0]);
        int slots = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        PrintStream answers = System.out;
        for (int round = -shape.warmUps(); round < rounds; round++) {
            Path folder = Files.createTempDirectory("gantry-benchmarks");
            try (FamilyEngine engine = new FamilyEngine(folder, slots)) {
                FamilySample sample = engine.measure(shape);
                if (round >= 0) {
                    answers.println(SAMPLE + sample.line());
                }
            } finally {
                delete(folder);
            }
        }
        System.exit(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
