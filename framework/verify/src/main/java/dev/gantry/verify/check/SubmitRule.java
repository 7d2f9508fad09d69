package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.SUBMIT;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Family;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An acknowledged submit is there once and whole, a refused one is nowhere, an unanswered one is either. */
final class SubmitRule implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, Order> orders = new HashMap<>();
        evidence.history().orders().forEach(order -> orders.put(order.mark(), order));
        orders.values().forEach(order -> check(order, evidence, findings));
        for (FinalRun run : evidence.runs()) {
            Order asked = orders.get(run.order().mark());
            if (Family.isChild(run.order().mark())) {
                continue;
            }
            if (asked == null) {
                findings.add(
                        "run %s has the mark %s, which nobody submitted",
                        run.uuid(), run.order().mark());
            } else if (!same(asked, run.order())) {
                findings.add("run %s was submitted as %s and is kept as %s", run.uuid(), asked, run.order());
            }
        }
    }

    private static boolean same(Order asked, Order kept) {
        return asked.leaf().equals(kept.leaf())
                && asked.params().equals(kept.params())
                && asked.tags().equals(kept.tags());
    }

    private static void check(Order order, Evidence evidence, Findings findings) {
        List<Call> possible = evidence.possible(SUBMIT, order.mark());
        Set<UUID> acknowledged = possible.stream()
                .filter(Call::done)
                .map(call -> call.run().orElseThrow())
                .collect(Collectors.toSet());
        Set<UUID> there =
                evidence.runs(order.mark()).stream().map(FinalRun::uuid).collect(Collectors.toSet());
        if (possible.isEmpty() && !there.isEmpty()) {
            findings.add("every submit of %s was refused, yet it is there as %s", order.mark(), there);
        }
        if (acknowledged.size() > 1 || there.size() > 1) {
            findings.add(
                    "%s is one submit; it was acknowledged as %s and is there as %s",
                    order.mark(), acknowledged, there);
        }
        for (UUID run : acknowledged) {
            if (!there.contains(run) && !evidence.mayBeDropped(order.mark(), run, Long.MAX_VALUE)) {
                findings.add("the submit of %s was acknowledged as run %s, which is lost", order.mark(), run);
            }
        }
    }
}
