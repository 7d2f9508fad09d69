package dev.gantry.app;

import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.ConfigurationException;
import dev.gantry.app.config.GantrySettings;
import dev.gantry.app.config.Setting;
import dev.gantry.cli.Terminal;
import dev.gantry.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code gantry serve}: run a server until it is told to stop. Its options are the {@link Setting}s. */
final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);
    private static final String CONFIG = "--config";

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final CommandSpec spec;

    ServeCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
        this.spec = CommandSpec.wrapWithoutInspection(this);
    }

    CommandLine commandLine() {
        spec.name("serve").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Run a server until SIGTERM or Ctrl-C.")
                .footer(
                        "",
                        "Every option can also be set in the environment (GANTRY_API_TOKEN for",
                        "--api-token) and in a properties file (api-token=SECRET): the one that --config",
                        "or GANTRY_CONFIG names, or else gantry.properties in this folder. The command",
                        "line comes first, then the environment, then the file.");
        spec.addOption(OptionSpec.builder(CONFIG)
                .type(Path.class)
                .paramLabel("FILE")
                .description("the properties file with further settings")
                .build());
        for (Setting setting : Setting.values()) {
            spec.addOption(optionOf(setting));
        }
        return new CommandLine(spec);
    }

    private static OptionSpec optionOf(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(option(setting))
                .type(String.class)
                .paramLabel("VALUE")
                .description(described(setting));
        if (setting.isSwitch()) {
            option.arity("0..1").fallbackValue("true").description(setting.description());
        }
        return option.build();
    }

    private static String option(Setting setting) {
        return "--" + setting.key();
    }

    private static String described(Setting setting) {
        return setting.defaultValue().isEmpty()
                ? setting.description()
                : "%s (default: %s)".formatted(setting.description(), setting.defaultValue());
    }

    @Override
    public Integer call() {
        try {
            Optional<Path> named = Optional.ofNullable(parsed().matchedOptionValue(CONFIG, null));
            Optional<Path> file = Configuration.file(named, environment);
            GantrySettings settings = Configuration.load(options(), environment, file);
            serve(Gantry.start(settings), settings.work().grace());
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationException e) {
            terminal.err().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (IOException | StoreUnavailableException e) {
            terminal.err().println("Gantry cannot start: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (RuntimeException e) {
            // Nobody foresaw it, so nobody wrote a message that says what to do: whoever reports it needs all of it.
            log.error("Gantry cannot start", e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private ParseResult parsed() {
        return spec.commandLine().getParseResult();
    }

    private Map<Setting, String> options() {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = parsed().matchedOptionValue(option(setting), null);
            if (value != null) {
                options.put(setting, value);
            }
        }
        return options;
    }

    /** The process ends when this returns and the hook is done; until then a signal runs the hook. */
    private void serve(Gantry gantry, Duration grace) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            terminal.err().println("Gantry is stopping; what it executes may go on for " + grace);
                            gantry.drain();
                            terminal.err().println("Gantry has stopped");
                            stopped.countDown();
                        },
                        "gantry-stop"));
        terminal.out()
                .println("Gantry is ready "
                        + gantry.http().map(uri -> "on " + uri).orElse("without HTTP, as worker " + gantry.worker()));
        terminal.out().flush();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
