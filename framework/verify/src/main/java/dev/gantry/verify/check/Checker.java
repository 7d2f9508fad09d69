package dev.gantry.verify.check;

import dev.gantry.verify.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a history against all rules. */
public final class Checker {

    private static final Map<String, Rule> RULES = rules();

    private Checker() {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("what was acknowledged is there, once and whole; what was refused is not", new SubmitRule());
        rules.put("nothing that was seen is lost, goes back or comes back", new SightingRule());
        rules.put("a cancel is obeyed, and nobody else cancels", new CancelRule());
        rules.put("a retry happens as often as it was acknowledged", new RetryRule());
        rules.put("a stash is what was written to it last", new StashRule());
        rules.put("a file is one of the contents written to it, whole", new FileRule());
        rules.put("children are queued once, end with their parents, and report to them", new FamilyRule());
        rules.put("attempts are those that the jobs witnessed", new AttemptRule());
        rules.put("a run ends once, as its last attempt did", new ResultRule());
        rules.put("an attempt finds what the ones before it left", new ProgressRule());
        rules.put("who lost his run writes no more to it", new FenceRule());
        rules.put("no more runs execute at once than may", new LimitRule());
        rules.put("lists hold what the runs say of themselves", new ListRule());
        rules.put("nothing is acknowledged while the disk takes nothing", new TroubleRule());
        rules.put("nothing fails in a way that nobody foresaw", new UnforeseenRule());
        return rules;
    }

    /** What breaks any rule; empty if all is well. */
    public static List<Violation> check(History history) {
        Evidence evidence = new Evidence(history);
        List<Violation> violations = new ArrayList<>();
        RULES.forEach((name, rule) ->
                rule.check(evidence, (what, values) -> violations.add(new Violation(name, what.formatted(values)))));
        return violations;
    }
}
