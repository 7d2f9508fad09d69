package dev.gantry.verify;

import dev.gantry.cli.Terminal;
import dev.gantry.store.mapdb.drill.PlantedBug;
import dev.gantry.verify.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry verify}: prove this installation under faults. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Prove this installation on this machine: start servers on scratch folders, drive them, let faults befall",
            "them, and hold all that happened against what must be true. The exit status is 0 if nothing was violated,",
            "1 if something was, 2 if the arguments were not understood."
        },
        footer = {"", "Example: gantry verify --minutes 15 --report verify.md"})
public final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final String main;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "how long (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--rounds", paramLabel = "N", description = "how many rounds, however long they take")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "what decides all that is left to chance; else it is made up")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "which: kill,points,pause,power,disk,flip,delete,second,clock (default: all, in turn)")
    private List<String> faults = FaultKind.keys();

    @Option(names = "--report", paramLabel = "FILE", description = "write the report there, as Markdown")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--keep",
            description = "keep the folders of all rounds; those that found something are always kept")
    private boolean keep;

    @Option(names = "--plant", hidden = true, description = "plant a bug, to see that it is found")
    private Optional<String> plant = Optional.empty();

    /**
     * Make the command.
     *
     * @param main the class with the main method of this installation
     */
    public VerifyCommand(Terminal terminal, Class<?> main) {
        this.terminal = terminal;
        this.main = main.getName();
    }

    /** The command, to be put below {@code gantry}. */
    public CommandLine commandLine() {
        return new CommandLine(this);
    }

    @Override
    public Integer call() throws IOException {
        Campaign.Plan plan;
        try {
            plan = new Campaign.Plan(
                    faults.stream().map(FaultKind::ofKey).toList(),
                    new Campaign.Enough(rounds, Duration.ofMillis((long) (minutes * 60_000))),
                    seed.orElseGet(() -> RandomGenerator.getDefault().nextLong() >>> 1),
                    plant.map(PlantedBug::ofKey),
                    keep);
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        Report found = new Campaign(plan, terminal, main).play();
        terminal.out().print(found.markdown());
        if (report.isPresent()) {
            Files.writeString(report.get(), found.markdown());
        }
        return found.sound() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
