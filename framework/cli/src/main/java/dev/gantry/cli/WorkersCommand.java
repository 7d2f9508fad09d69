package dev.gantry.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gantry workers}: list the workers that share the store of a server. */
@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        description = "List the workers that share the store of a server, and what each runs.")
public final class WorkersCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ServerOption server = new ServerOption();

    /** Make the command. */
    public WorkersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return ServerCall.exitStatus(terminal, () -> {
            new WorkerTable(terminal.out()).print(server.client().workers());
            return CommandLine.ExitCode.OK;
        });
    }
}
