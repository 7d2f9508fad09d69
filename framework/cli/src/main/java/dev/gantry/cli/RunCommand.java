package dev.gantry.cli;

import dev.gantry.client.GantryClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry run}: run one job and show what it produced. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run one job: progress goes to the terminal, the data to standard output as JSON.",
            "Of a run that did not succeed, standard error says which it was, why, and where its log is.",
            "The exit status is 0 if the run succeeded, 1 if not, 2 if the arguments were not understood."
        },
        footer = {"", "Example: gantry run examples/fizz_buzz --n 20"})
public final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final EmbeddedServer.Starter embedded;

    @Option(
            names = "--server",
            paramLabel = "URL",
            converter = ServerUrl.class,
            description =
                    "the server to run it on, with GANTRY_API_TOKEN if it asks for one; else one is started just for it")
    private Optional<URI> server = Optional.empty();

    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            defaultValue = "plugins",
            description = "the folder with the job jars, if no server is given (default: ${DEFAULT-VALUE})")
    private Path plugins = Path.of("plugins");

    @Parameters(index = "0", paramLabel = "JOB", description = "the path of the job, such as examples/fizz_buzz")
    private String job = "";

    @Parameters(
            index = "1..*",
            paramLabel = "PARAM",
            description = "the job's params: --NAME VALUE each, or --params JSON; --help after JOB lists them")
    private List<String> arguments = List.of();

    /** Make the command. */
    public RunCommand(Terminal terminal, EmbeddedServer.Starter embedded) {
        this.terminal = terminal;
        this.embedded = embedded;
    }

    /** The command, to be put below {@code gantry}. What follows the job belongs to the job, whatever it looks like. */
    public CommandLine commandLine() {
        return new CommandLine(this).setStopAtPositional(true);
    }

    @Override
    public Integer call() {
        return ServerCall.exitStatus(
                terminal,
                () -> server.isPresent()
                        ? runOn(ServerCall.client(server.get()), RunLog.on(server.get()))
                        : runEmbedded());
    }

    private int runEmbedded() throws IOException {
        try (EmbeddedServer started = embedded.start(plugins)) {
            return runOn(new GantryClient(started.uri()), RunLog.shown());
        }
    }

    private int runOn(GantryClient client, RunLog log) {
        JobRun run = new JobRun(client, job, terminal, log);
        return arguments.contains("--help") ? run.help() : run.execute(arguments);
    }
}
