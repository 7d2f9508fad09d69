package dev.gantry.verify;

import dev.gantry.cli.Terminal;
import dev.gantry.store.mapdb.drill.PlantedBug;
import dev.gantry.verify.fault.FaultKind;
import dev.gantry.verify.report.Report;
import dev.gantry.verify.report.ReportFile;
import dev.gantry.verify.report.Sitting;
import java.io.IOException;
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
            "Prove that servers on this machine keep their promises under faults.",
            "",
            "Servers are started on scratch folders and driven, faults befall them, and all that happened is held against "
                    + "what must be true. The exit status is 0 if nothing was violated, 1 if something was, 2 if the "
                    + "arguments were not understood."
        },
        footer = {"", "Example: gantry verify --minutes 15 --report verify.md"})
public final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Installation installation;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "how long new rounds begin (default: ${DEFAULT-VALUE}); those that have begun are played to their end, so it takes somewhat longer")
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
            description = "which: kill,points,pause,power,disk,flip,delete,torn,second,clock (default: all, in turn)")
    private List<String> faults = FaultKind.keys();

    @Option(
            names = "--regressions",
            description = "first play the rounds that once found a bug, of all faults, whatever time they take")
    private boolean regressions;

    @Option(names = "--parallel", paramLabel = "N", description = "how many rounds at once (default: one a processor)")
    private int parallel = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "write the report there, as Markdown, and FILE.json beside it; if that is there, this sitting is "
                            + "added to those that it tells of")
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
     * @param installation what is proved
     */
    public VerifyCommand(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** The command, to be put below {@code gantry}. */
    public CommandLine commandLine() {
        return new CommandLine(this);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan;
        try {
            plan = plan();
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        Optional<ReportFile> file = report.map(ReportFile::new);
        if (file.isPresent()) {
            // What cannot be added to is better known now than after hours.
            file.get().sittings();
        }
        Sitting found = new Campaign(plan, terminal, installation).play();
        terminal.out().print(new Report(List.of(found)).markdown());
        if (file.isPresent()) {
            file.get().add(found);
        }
        return found.sound() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Plan plan() {
        if (parallel < 1) {
            throw new IllegalArgumentException("--parallel is %d; expected at least 1".formatted(parallel));
        }
        return new Plan(
                regressions ? Seeds.kept() : List.of(),
                faults.stream().map(FaultKind::ofKey).toList(),
                new Plan.Enough(rounds, Duration.ofMillis((long) (minutes * 60_000))),
                seed.orElseGet(() -> RandomGenerator.getDefault().nextLong() >>> 1),
                plant.map(PlantedBug::ofKey),
                parallel,
                keep);
    }
}
