package dev.gantry.app;

import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.ConfigurationException;
import dev.gantry.app.config.Setting;
import dev.gantry.cli.ProgressDisplay;
import dev.gantry.cli.Terminal;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.copy.CopyException;
import dev.gantry.store.copy.CopyProgress;
import dev.gantry.store.copy.CopyReport;
import dev.gantry.store.copy.StoreCopy;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry copy}: carry all that a server keeps to another store. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = {
            "Carry all that a server keeps to another store, and compare both.",
            "",
            "Runs go with their logs, data, stashes and files, and so do the settings of projects. A side is the data folder "
                    + "of a server, or a database by its URL, such as jdbc:postgresql://host:5432/name. Stop the servers of both first: a "
                    + "side in use is refused. The target must be empty, or hold what an earlier copy that was cut off "
                    + "brought: then this one goes on. The source stays as it is.",
            "",
            "What was running when its server was killed is found abandoned by the first server of the target, as it would "
                    + "be by the next one of the source. The exit status is 0 if both sides agree in the end, 1 if not, 2 "
                    + "if the arguments were not understood."
        },
        footer = {"", "Example: gantry copy --from data --to jdbc:postgresql://db:5432/gantry"})
final class CopyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(names = "--from", paramLabel = "STORE", required = true, description = "the store that has the runs")
    private String from = "";

    @Option(names = "--to", paramLabel = "STORE", required = true, description = "the store that is to have them")
    private String to = "";

    @Option(
            names = "--store-user",
            paramLabel = "VALUE",
            description = "who logs in to the database; else GANTRY_STORE_USER or the properties file says it")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--store-password",
            paramLabel = "VALUE",
            description = "with which password; better set by GANTRY_STORE_PASSWORD than by an option")
    private Optional<String> password = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "the properties file of the server")
    private Optional<Path> config = Optional.empty();

    CopyCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    CommandLine commandLine() {
        return new CommandLine(this);
    }

    @Override
    public Integer call() {
        try {
            StoreSide source = side(from);
            StoreSide target = side(to);
            if (source.isSameAs(target)) {
                terminal.err()
                        .println("--from and --to name the same store, %s; name another one to copy to"
                                .formatted(source));
                return CommandLine.ExitCode.USAGE;
            }
            CopyReport report = copy(source, target);
            report.differences().forEach(terminal.err()::println);
            return report.differences().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (ConfigurationException e) {
            terminal.err().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (CopyException | StoreUnavailableException e) {
            terminal.err().println("Nothing more is copied: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private StoreSide side(String text) throws ConfigurationException {
        return StoreSide.parse(text, store -> {
            Map<Setting, String> options = new EnumMap<>(Setting.class);
            options.put(Setting.STORE, store);
            user.ifPresent(name -> options.put(Setting.STORE_USER, name));
            password.ifPresent(secret -> options.put(Setting.STORE_PASSWORD, secret));
            return Configuration.load(options, environment, Configuration.file(config, environment));
        });
    }

    private CopyReport copy(StoreSide source, StoreSide target) {
        CopyReport report;
        try (CopyableStore read = source.openExisting();
                CopyableStore written = target.open();
                ProgressDisplay display = ProgressDisplay.on(terminal, "copy")) {
            report = StoreCopy.copy(read, written, shownOn(display));
        }
        terminal.err()
                .printf(
                        "copied %,d runs and %,d files with %,d bytes from %s to %s; %,d runs were there already; %s%n",
                        report.copied(),
                        report.files(),
                        report.bytes(),
                        source,
                        target,
                        report.found(),
                        report.differences().isEmpty() ? "both agree" : "they differ:");
        return report;
    }

    private static CopyProgress shownOn(ProgressDisplay display) {
        return new CopyProgress() {
            private Optional<Stage> stage = Optional.empty();

            @Override
            public void at(Stage now, long runs, double completeness) {
                if (!stage.equals(Optional.of(now))) {
                    stage = Optional.of(now);
                    display.note(
                            switch (now) {
                                case CHECKING -> "comparing what an earlier copy brought";
                                case COPYING -> "copying";
                                case VERIFYING -> "comparing both sides";
                            });
                }
                display.progress(completeness);
            }
        };
    }
}
