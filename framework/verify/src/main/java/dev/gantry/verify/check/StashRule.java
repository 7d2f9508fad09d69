package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.STASH;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Family;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Sighting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A stash is what one of its writers wrote, none of them loses what was acknowledged, and no two write one version. */
final class StashRule implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (FinalRun run : evidence.runs()) {
            String mark = run.order().mark();
            if (Family.isChild(mark)) {
                // A child writes its own.
                continue;
            }
            List<Call> possible = evidence.possible(STASH, mark);
            Optional<Sighting> end =
                    Optional.ofNullable(evidence.history().end().stashes().get(run.uuid()));
            Set<Long> versions = new HashSet<>();
            for (Call write : possible) {
                Sighting written = write.answer().sighting().orElseThrow();
                if (write.done() && !versions.add(written.revision())) {
                    findings.add("version %d of the stash of %s was acknowledged twice", written.revision(), mark);
                }
                if (write.done() && !survived(written, end)) {
                    findings.add("the stash of %s was acknowledged as %s; it is %s", mark, written, end);
                }
            }
            boolean written = end.isEmpty()
                    || possible.stream()
                            .flatMap(write -> write.answer().sighting().stream())
                            .anyMatch(one -> one.step() == end.get().step());
            if (!written) {
                findings.add("the stash of %s is %s, which nobody wrote or which was refused", mark, end.get());
            }
        }
    }

    private static boolean survived(Sighting written, Optional<Sighting> end) {
        return end.filter(now -> now.revision() > written.revision()
                        || (now.revision() == written.revision() && now.step() == written.step()))
                .isPresent();
    }
}
