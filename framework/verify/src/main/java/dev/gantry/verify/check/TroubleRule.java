package dev.gantry.verify.check;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Trouble;

/** While the disk takes nothing, nothing is acknowledged that had to be written. */
final class TroubleRule implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (Trouble trouble : evidence.history().troubles()) {
            for (Call call : evidence.history().calls()) {
                boolean within = call.asked() > trouble.from() && call.answered() < trouble.until();
                if (call.changes() && call.done() && within && isFirst(call, evidence)) {
                    findings.add("%s was acknowledged while the disk took nothing: %s", call.operation(), call);
                }
            }
        }
    }

    /** Whether nothing of the kind may have happened before; a repetition need not be written. */
    private static boolean isFirst(Call call, Evidence evidence) {
        return evidence.possible(call.operation(), call.mark()).stream()
                .noneMatch(other -> other.asked() < call.answered() && !other.equals(call));
    }
}
