package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.READ;
import static dev.gantry.verify.history.Call.Operation.RETRY;
import static dev.gantry.verify.history.Call.Operation.SUBMIT;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What one read saw no later one may fail to see: runs stay, revisions rise, what is over stays so until a retry. */
final class SightingRule implements Rule {

    private static final int NOT_FOUND = 404;

    /** A read: nothing was there, or this. */
    private record Look(long asked, long answered, Optional<Sighting> seen) {}

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<UUID, FinalRun> end = new HashMap<>();
        evidence.runs().forEach(run -> end.put(run.uuid(), run));
        for (Order order : evidence.history().orders()) {
            evidence.calls(SUBMIT, order.mark()).stream()
                    .filter(Call::done)
                    .min(Comparator.comparingLong(Call::answered))
                    .ifPresent(submit -> check(submit, looks(submit, evidence, end), evidence, findings));
        }
    }

    private static List<Look> looks(Call submit, Evidence evidence, Map<UUID, FinalRun> end) {
        UUID run = submit.run().orElseThrow();
        List<Look> looks = new ArrayList<>();
        for (Call read : evidence.calls(READ, submit.mark())) {
            if (read.done() || read.answer().status() == NOT_FOUND) {
                looks.add(new Look(read.asked(), read.answered(), read.answer().sighting()));
            }
        }
        looks.sort(Comparator.comparingLong(Look::asked));
        looks.add(new Look(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Optional.ofNullable(end.get(run)).map(FinalRun::sighting)));
        return looks;
    }

    private static void check(Call submit, List<Look> looks, Evidence evidence, Findings findings) {
        String mark = submit.mark();
        UUID run = submit.run().orElseThrow();
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            if (look.seen().isEmpty()
                    && look.asked() > submit.answered()
                    && !evidence.mayBeDropped(mark, run, look.answered())) {
                findings.add("run %s (%s) was acknowledged and then not found", run, mark);
            }
            for (Look before : looks.subList(0, i)) {
                if (before.answered() < look.asked() && before.asked() > submit.answered()) {
                    check(run + " (" + mark + ")", before, look, findings);
                    checkEnd(submit, before, look, evidence, findings);
                }
            }
        }
    }

    private static void check(String run, Look before, Look after, Findings findings) {
        if (before.seen().isEmpty() && after.seen().isPresent()) {
            findings.add(
                    "run %s was dropped and came back as %s", run, after.seen().get());
        }
        if (before.seen().isPresent()
                && after.seen().isPresent()
                && after.seen().get().revision() < before.seen().get().revision()) {
            findings.add(
                    "run %s was seen as %s and later as %s",
                    run, before.seen().get(), after.seen().get());
        }
    }

    private static void checkEnd(Call submit, Look before, Look after, Evidence evidence, Findings findings) {
        Optional<Sighting> over = before.seen().filter(Sighting::finished);
        if (over.isEmpty() || after.seen().isEmpty()) {
            return;
        }
        boolean retried = evidence.possible(RETRY, submit.mark()).stream()
                .anyMatch(retry -> retry.asked() < after.answered() && retry.answered() > before.asked());
        Sighting then = over.get();
        Sighting now = after.seen().get();
        boolean same =
                then.revision() == now.revision() && then.state().equals(now.state()) && then.result() == now.result();
        if (!retried && !same) {
            findings.add(
                    "run %s (%s) had ended as %s and nobody retried it; later it was %s",
                    submit.run().orElseThrow(), submit.mark(), then, now);
        }
    }
}
