package dev.gantry.verify.report;

import dev.gantry.verify.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one call of {@code gantry verify} found.
 *
 * @param began when, as RFC 3339
 * @param seconds how long it took
 * @param build what was proved
 * @param machine where
 * @param command what plays its rounds again
 * @param tallies the figures of each fault
 * @param failures the rounds in which something was that must not be
 */
public record Sitting(
        String began,
        double seconds,
        String build,
        Machine machine,
        String command,
        Map<FaultKind, Tally> tallies,
        List<Failure> failures) {

    public Sitting {
        // Not a copy of any other kind: they are shown in the order of the faults.
        EnumMap<FaultKind, Tally> ordered = new EnumMap<>(FaultKind.class);
        ordered.putAll(tallies);
        tallies = ordered;
        failures = List.copyOf(failures);
    }

    /** One that has just begun. */
    public static Sitting begin(String began, String build) {
        return new Sitting(began, 0, build, Machine.here(), "", Map.of(), List.of());
    }

    /** The same with one round more. */
    public Sitting plus(FaultKind kind, Tally tally, List<Failure> found, double secondsSinceBegin) {
        EnumMap<FaultKind, Tally> more = new EnumMap<>(FaultKind.class);
        more.putAll(tallies);
        more.merge(kind, tally, Tally::plus);
        List<Failure> all = new ArrayList<>(failures);
        all.addAll(found);
        return new Sitting(began, secondsSinceBegin, build, machine, command, more, all);
    }

    /** The same, now that is known what plays its rounds again. */
    public Sitting called(String again) {
        return new Sitting(began, seconds, build, machine, again, tallies, failures);
    }

    /** Whether nothing was that must not be. */
    public boolean sound() {
        return failures.isEmpty();
    }

    Tally total() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /** Where it stands, in a line. */
    public String line() {
        Tally total = total();
        return "%s: %d rounds, %d kills, %d power cuts, %d calls acknowledged, %d runs checked, %d violations"
                .formatted(
                        time(seconds),
                        total.rounds(),
                        total.struck().kills(),
                        total.struck().powerCuts(),
                        total.calls().acknowledged(),
                        total.runs(),
                        total.violations());
    }

    static String time(double seconds) {
        return Duration.ofSeconds((long) seconds).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
