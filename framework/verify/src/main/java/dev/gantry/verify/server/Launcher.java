package dev.gantry.verify.server;

import dev.gantry.store.mapdb.drill.Drill;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts servers with the Java and the class path of this process.
 *
 * @param main the class with the main method
 * @param plugins the folder with the job jars
 */
public record Launcher(String main, Path plugins) {

    /** How many runs a server executes at once. */
    public static final int SLOTS = 4;

    /** Those of the options of this process by which it started faster, or without warnings. */
    private static final List<String> STARTING = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option ->
                    option.matches("-XX:(SharedArchiveFile|AOTCache)=.*|-Xlog:(cds|aot).*|--enable-native-access=.*"
                            + "|--sun-misc-unsafe-memory-access=.*"))
            .toList();

    /** Start a server; it may not be ready yet. */
    public Server start(Folders folders, Drill drill, Optional<Duration> retention) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(STARTING);
        command.addAll(List.of(
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + Drill.PROPERTY + "=" + drill.text(),
                "-cp",
                System.getProperty("java.class.path"),
                main,
                "serve",
                "--port",
                "0",
                "--slots",
                Integer.toString(SLOTS),
                "--plugins",
                plugins.toString(),
                "--data",
                folders.data().toString()));
        retention.ifPresent(kept -> command.addAll(List.of("--retention", kept.toString())));
        Path log = folders.nextLog();
        Process process = new ProcessBuilder(command)
                .directory(folders.root().toFile())
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        return new Server(process, log);
    }
}
