package dev.gantry.app;

import dev.gantry.cli.OrderCommand;
import dev.gantry.cli.RunCommand;
import dev.gantry.cli.Terminal;
import dev.gantry.cli.WorkersCommand;
import dev.gantry.verify.Installation;
import dev.gantry.verify.VerifyCommand;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The entry point of {@code gantry}. */
public final class Main {

    private Main() {}

    /** Do what the command line says, and exit with its status: 0 if it was done, 1 if not, 2 if it was not understood. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine(Terminal.ofProcess(), System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
        CommandSpec spec = CommandSpec.create().name("gantry").mixinStandardHelpOptions(true);
        spec.usageMessage().description("Turns a folder of job jars into a job service.");
        CommandLine gantry = new CommandLine(spec)
                .addSubcommand(new ServeCommand(terminal, environment).commandLine())
                .addSubcommand(new CopyCommand(terminal, environment).commandLine())
                .addSubcommand(new RunCommand(terminal, EmbeddedGantry::start).commandLine())
                .addSubcommand(new CommandLine(new WorkersCommand(terminal)))
                .addSubcommand(OrderCommand.drain(terminal))
                .addSubcommand(OrderCommand.undrain(terminal))
                .addSubcommand(OrderCommand.retire(terminal))
                .addSubcommand(new VerifyCommand(terminal, installation()).commandLine());
        gantry.setParameterExceptionHandler(new UsageErrors(terminal));
        spec.version(version());
        gantry.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(version()));
        return gantry;
    }

    private static Installation installation() {
        return new Installation(Main.class, version(), InstantSource.system());
    }

    private static String version() {
        return "Gantry "
                + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("development");
    }
}
