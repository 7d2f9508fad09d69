package dev.gantry.verify;

import dev.gantry.verify.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a campaign found. For one thread. */
final class Report {

    private static final int SHOWN = 20;

    private final Campaign.Plan plan;
    private final Map<FaultKind, Tally> tallies = new EnumMap<>(FaultKind.class);
    private final List<Round.Result> failures = new ArrayList<>();
    private long nanos;

    Report(Campaign.Plan plan) {
        this.plan = plan;
    }

    void add(Round.Result result, long nanosSinceBegin) {
        tallies.merge(result.round().kind(), result.tally(), Tally::plus);
        nanos = nanosSinceBegin;
        if (!result.violations().isEmpty()) {
            failures.add(result);
        }
    }

    /** Whether nothing was found that must not be. */
    boolean sound() {
        return failures.isEmpty();
    }

    private Tally total() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    private Duration time() {
        return Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds());
    }

    /** Where it stands, in a line. */
    String line() {
        Tally total = total();
        return "%s: %d rounds, %d servers struck, %d calls acknowledged, %d runs checked, %d violations"
                .formatted(
                        time().toString().substring(2).toLowerCase(Locale.ROOT),
                        total.rounds(),
                        total.struck().servers(),
                        total.calls().acknowledged(),
                        total.runs(),
                        total.violations());
    }

    /** All of it, as Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder("# gantry verify\n\n");
        text.append("%s. %s.%n%n".formatted(sound() ? "Nothing was violated" : "Rules were violated", line()));
        text.append("| fault | rounds | servers struck | other faults | damage reported / harmless |");
        text.append(" calls acknowledged / refused / unanswered | runs checked | violations |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|--:|\n");
        tallies.forEach((kind, tally) -> text.append(row(kind.key() + ": " + kind.description(), tally)));
        text.append(row("all", total()));
        text.append(
                "%nSeed %d; again: `%s`. The machine decides when what happens, so a seed repeats the plan of a round, not each step of it.%n"
                        .formatted(plan.seed(), command()));
        failures.stream().limit(SHOWN).forEach(failure -> addFailure(text, failure));
        return text.toString();
    }

    private String command() {
        List<String> keys = plan.kinds().stream().map(FaultKind::key).toList();
        return "gantry verify --seed %d --faults %s --rounds %d"
                .formatted(plan.seed(), String.join(",", keys), total().rounds());
    }

    private static String row(String name, Tally tally) {
        return "| %s | %d | %d | %d | %d / %d | %d / %d / %d | %d | %d |%n"
                .formatted(
                        name,
                        tally.rounds(),
                        tally.struck().servers(),
                        tally.struck().troubles(),
                        tally.struck().damagesReported(),
                        tally.struck().damagesHarmless(),
                        tally.calls().acknowledged(),
                        tally.calls().refused(),
                        tally.calls().unanswered(),
                        tally.runs(),
                        tally.violations());
    }

    private static void addFailure(StringBuilder text, Round.Result failure) {
        text.append("%n## `%s`%n%n".formatted(failure.round().command()));
        failure.violations().stream()
                .limit(SHOWN)
                .forEach(
                        violation -> text.append("- ").append(violation.shown()).append('\n'));
    }
}
