package dev.gantry.verify.report;

import dev.gantry.verify.fault.Figures;
import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.History;

/**
 * The figures of rounds.
 *
 * @param rounds how many
 * @param struck what was struck
 * @param calls what callers were told
 * @param runs how many runs were checked
 * @param violations how often something was that must not be
 * @param seconds how long the rounds took; those that were played at once count each
 */
public record Tally(int rounds, Struck struck, Calls calls, long runs, long violations, double seconds) {

    /** No round yet. */
    static final Tally NONE = new Tally(0, new Struck(0, 0, 0, 0, 0), new Calls(0, 0, 0), 0, 0, 0);

    /**
     * What was struck.
     *
     * @param kills how many servers were killed, or ended themselves as if killed, and found on the disk all they had written
     * @param powerCuts how many were killed and what they had not forced was gone, all or in part
     * @param troubles how many other faults befell them before
     * @param damagesReported how many damaged files were reported
     * @param damagesHarmless how many damaged files changed nothing that can be seen
     */
    public record Struck(long kills, long powerCuts, long troubles, long damagesReported, long damagesHarmless) {

        private static Struck of(Figures figures) {
            return new Struck(
                    figures.kills(),
                    figures.powerCuts(),
                    figures.troubles(),
                    figures.damagesReported(),
                    figures.damagesHarmless());
        }

        private Struck plus(Struck other) {
            return new Struck(
                    kills + other.kills,
                    powerCuts + other.powerCuts,
                    troubles + other.troubles,
                    damagesReported + other.damagesReported,
                    damagesHarmless + other.damagesHarmless);
        }
    }

    /** What callers were told. */
    public record Calls(long acknowledged, long refused, long unanswered) {

        private Calls plus(Calls other) {
            return new Calls(acknowledged + other.acknowledged, refused + other.refused, unanswered + other.unanswered);
        }
    }

    /** The figures of one round. */
    public static Tally of(History history, Figures figures, long violations, double seconds) {
        return new Tally(
                1,
                Struck.of(figures),
                new Calls(
                        count(history, Call.Outcome.DONE),
                        count(history, Call.Outcome.REFUSED),
                        count(history, Call.Outcome.UNANSWERED)),
                history.end().runs().size(),
                violations,
                seconds);
    }

    private static long count(History history, Call.Outcome outcome) {
        return history.calls().stream()
                .filter(call -> call.answer().outcome() == outcome)
                .count();
    }

    Tally plus(Tally other) {
        return new Tally(
                rounds + other.rounds,
                struck.plus(other.struck),
                calls.plus(other.calls),
                runs + other.runs,
                violations + other.violations,
                seconds + other.seconds);
    }
}
