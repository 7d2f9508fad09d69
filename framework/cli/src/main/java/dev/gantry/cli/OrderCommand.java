package dev.gantry.cli;

import dev.gantry.client.GantryClient;
import dev.gantry.client.wire.WorkerEntry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry drain}, {@code undrain} and {@code retire}: ask something of a worker, or of all workers of a host. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {"", "It is durable once this returns; the workers obey within some seconds. See: gantry workers"})
public final class OrderCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Ask ofWorker;
    private final AskAll ofHost;

    @Mixin
    private final ServerOption server = new ServerOption();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private final Whom whom = new Whom();

    private static final class Whom {

        @Parameters(paramLabel = "WORKER", description = "the worker, as gantry workers lists it")
        private String worker = "";

        @Option(names = "--host", paramLabel = "HOST", description = "or all workers that are on a host now")
        private String host = "";
    }

    private interface Ask {
        WorkerEntry of(GantryClient client, String worker);
    }

    private interface AskAll {
        List<WorkerEntry> of(GantryClient client, String host);
    }

    private OrderCommand(Terminal terminal, Ask ofWorker, AskAll ofHost) {
        this.terminal = terminal;
        this.ofWorker = ofWorker;
        this.ofHost = ofHost;
    }

    /** The command that has workers take no more runs. */
    public static CommandLine drain(Terminal terminal) {
        return new OrderCommand(terminal, GantryClient::drain, GantryClient::drainHost)
                .named("drain", "Have a worker take no more runs; those that it executes go on.");
    }

    /** The command that has workers take runs again. */
    public static CommandLine undrain(Terminal terminal) {
        return new OrderCommand(terminal, GantryClient::undrain, GantryClient::undrainHost)
                .named("undrain", "Have a drained worker take runs again.");
    }

    /** The command that has workers take no more runs, ever. */
    public static CommandLine retire(Terminal terminal) {
        return new OrderCommand(terminal, GantryClient::retire, GantryClient::retireHost)
                .named(
                        "retire",
                        "Have a worker take no more runs, ever: those that it executes may go on for its grace period"
                                + " and are then queued again. Its server goes on.");
    }

    private CommandLine named(String name, String description) {
        CommandLine command = new CommandLine(this).setCommandName(name);
        command.getCommandSpec().usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() {
        return ServerCall.exitStatus(terminal, () -> {
            GantryClient client = server.client();
            List<WorkerEntry> asked =
                    whom.host.isEmpty() ? List.of(ofWorker.of(client, whom.worker)) : ofHost.of(client, whom.host);
            new WorkerTable(terminal.out()).print(asked);
            return CommandLine.ExitCode.OK;
        });
    }
}
