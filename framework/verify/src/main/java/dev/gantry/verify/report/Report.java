package dev.gantry.verify.report;

import dev.gantry.verify.fault.FaultKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What sittings found, one after the other.
 *
 * @param sittings at least one
 */
public record Report(List<Sitting> sittings) {

    private static final int SHOWN = 20;

    public Report {
        sittings = List.copyOf(sittings);
    }

    private boolean sound() {
        return sittings.stream().allMatch(Sitting::sound);
    }

    /** All of it, as Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# gantry verify\n\n");
        Map<FaultKind, Tally> tallies = new EnumMap<>(FaultKind.class);
        sittings.forEach(
                sitting -> sitting.tallies().forEach((kind, tally) -> tallies.merge(kind, tally, Tally::plus)));
        Tally total = tallies.values().stream().reduce(Tally.NONE, Tally::plus);
        text.append("%s by %d kills and %d power cuts in %d rounds.%n%n"
                .formatted(
                        sound() ? "Nothing was violated" : "Rules were violated",
                        total.struck().kills(),
                        total.struck().powerCuts(),
                        total.rounds()));
        text.append("| fault | rounds | kills | power cuts | other faults | damage reported / harmless |");
        text.append(" calls acknowledged / refused / unanswered | runs checked | violations | time of the rounds |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        tallies.forEach((kind, tally) -> text.append(row(kind.key() + ": " + kind.description(), tally)));
        text.append(row("all", total));
        text.append("\n| sitting | build | again | took | rounds | kills | power cuts | violations |\n");
        text.append("|---|---|---|--:|--:|--:|--:|--:|\n");
        sittings.forEach(sitting -> text.append(row(sitting)));
        sittings.stream()
                .map(sitting -> sitting.machine().shown())
                .distinct()
                .forEach(machine -> text.append("\nOn %s.%n".formatted(machine)));
        text.append(
                "\nThe same command plays the same rounds again. The machine decides when what happens, so a seed repeats");
        text.append(" the plan of a round, not each step of it.\n");
        sittings.stream()
                .flatMap(sitting -> sitting.failures().stream())
                .limit(SHOWN)
                .forEach(failure -> addFailure(text, failure));
        return text.toString();
    }

    private static String row(String name, Tally tally) {
        return "| %s | %d | %d | %d | %d | %d / %d | %d / %d / %d | %d | %d | %s |%n"
                .formatted(
                        name,
                        tally.rounds(),
                        tally.struck().kills(),
                        tally.struck().powerCuts(),
                        tally.struck().troubles(),
                        tally.struck().damagesReported(),
                        tally.struck().damagesHarmless(),
                        tally.calls().acknowledged(),
                        tally.calls().refused(),
                        tally.calls().unanswered(),
                        tally.runs(),
                        tally.violations(),
                        Sitting.time(tally.seconds()));
    }

    private static String row(Sitting sitting) {
        Tally total = sitting.total();
        return "| %s | %s | `%s` | %s | %d | %d | %d | %d |%n"
                .formatted(
                        sitting.began(),
                        sitting.build(),
                        sitting.command(),
                        Sitting.time(sitting.seconds()),
                        total.rounds(),
                        total.struck().kills(),
                        total.struck().powerCuts(),
                        total.violations());
    }

    private static void addFailure(StringBuilder text, Failure failure) {
        text.append("%n## `%s`%n%n".formatted(failure.command()));
        failure.violations()
                .forEach(violation -> text.append("- ").append(violation).append('\n'));
    }
}
