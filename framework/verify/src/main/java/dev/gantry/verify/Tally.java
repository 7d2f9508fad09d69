package dev.gantry.verify;

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
 */
record Tally(int rounds, Struck struck, Calls calls, long runs, long violations) {

    /** No round yet. */
    static final Tally NONE = new Tally(0, new Struck(0, 0, 0, 0), new Calls(0, 0, 0), 0, 0);

    /**
     * What was struck.
     *
     * @param servers how many servers were killed or ended themselves
     * @param troubles how many other faults befell them before
     * @param damagesReported how many damaged files were reported
     * @param damagesHarmless how many damaged files changed nothing that can be seen
     */
    record Struck(long servers, long troubles, long damagesReported, long damagesHarmless) {

        private Struck plus(Struck other) {
            return new Struck(
                    servers + other.servers,
                    troubles + other.troubles,
                    damagesReported + other.damagesReported,
                    damagesHarmless + other.damagesHarmless);
        }
    }

    /** What callers were told. */
    record Calls(long acknowledged, long refused, long unanswered) {

        private Calls plus(Calls other) {
            return new Calls(acknowledged + other.acknowledged, refused + other.refused, unanswered + other.unanswered);
        }
    }

    static Tally of(History history, Figures figures, long violations) {
        return new Tally(
                1,
                new Struck(figures.lives(), figures.troubles(), figures.damagesReported(), figures.damagesHarmless()),
                new Calls(
                        count(history, Call.Outcome.DONE),
                        count(history, Call.Outcome.REFUSED),
                        count(history, Call.Outcome.UNANSWERED)),
                history.end().runs().size(),
                violations);
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
                violations + other.violations);
    }
}
