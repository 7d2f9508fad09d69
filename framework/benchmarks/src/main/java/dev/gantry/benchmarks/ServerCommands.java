package dev.gantry.benchmarks;

import dev.gantry.app.Main;
import dev.gantry.benchmarks.scale.ScaleTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How processes on the default settings of Java are started.
 *
 * @param launcher the script that starts the server; absent: a plain Java on the class path of the benchmarks
 */
record ServerCommands(Optional<Path> launcher) implements ScaleTable.Commands {

    @Override
    public List<String> of(Class<?> main, List<String> arguments) {
        return Jvm.command(List.of(), main, arguments);
    }

    @Override
    public List<String> server(List<String> arguments) {
        return launcher.map(script -> {
                    List<String> command = new ArrayList<>(List.of(script.toString()));
                    command.addAll(arguments);
                    return command;
                })
                .orElseGet(() -> of(Main.class, arguments));
    }
}
