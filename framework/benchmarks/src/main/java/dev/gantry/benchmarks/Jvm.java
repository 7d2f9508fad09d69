package dev.gantry.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes on the same Java and the same class path as this one. */
final class Jvm {

    private static final int OPTIONS_SINCE = 24;

    private Jvm() {}

    /** The command that starts a class. */
    static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        if (Runtime.version().feature() >= OPTIONS_SINCE) {
            // What MapDB, Guava and the drivers do with memory is meant; earlier releases do not know the options.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Dlogback.configurationFile=logback-benchmarks.xml");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
