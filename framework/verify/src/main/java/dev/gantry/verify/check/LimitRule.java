package dev.gantry.verify.check;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Life;
import dev.gantry.verify.history.Note;
import dev.gantry.verify.history.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * At no instant execute more runs of a job or project, nor of all, than may. Attempts whose leases may have run out under them do
 * not count: nobody can stop them from going on.
 */
final class LimitRule implements Rule {

    /** Something that began or ended. */
    private record Turn(long at, int change, UUID run) {}

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<UUID, Set<String>> groups = groups(evidence);
        evidence.history().limits().forEach((group, limit) -> {
            List<Turn> turns = new ArrayList<>();
            for (Note note : evidence.history().notes()) {
                if (note.kind() == Note.Kind.BEGIN
                        && (group.isEmpty()
                                || groups.getOrDefault(note.run(), Set.of()).contains(group))) {
                    addTurns(note, evidence, turns);
                }
            }
            check(group, limit, turns, findings);
        });
    }

    /** What limits each run that was acknowledged, also if retention dropped it, or is there. */
    private static Map<UUID, Set<String>> groups(Evidence evidence) {
        Map<UUID, Set<String>> groups = new HashMap<>();
        for (Order order : evidence.history().orders()) {
            Set<String> names = Set.of(order.leaf(), order.project().orElse(""));
            for (Call submit : evidence.calls(Call.Operation.SUBMIT, order.mark())) {
                submit.run().ifPresent(run -> groups.put(run, names));
            }
            evidence.runs(order.mark()).forEach(run -> groups.put(run.uuid(), names));
        }
        return groups;
    }

    private static void addTurns(Note begin, Evidence evidence, List<Turn> turns) {
        Optional<Life> life = evidence.history().lives().stream()
                .filter(each -> each.process() == begin.process() && each.from() <= begin.at())
                .max(Comparator.comparingLong(Life::from));
        if (life.isEmpty() || life.get().leasesLost()) {
            return;
        }
        long end = evidence.witnessed(begin.run()).stream()
                .filter(note -> note.attempt() == begin.attempt() && note.process() == begin.process())
                .filter(note -> note.kind() == Note.Kind.END && note.at() >= begin.at())
                .mapToLong(Note::at)
                .min()
                .orElse(life.get().until());
        turns.add(new Turn(begin.at(), 1, begin.run()));
        turns.add(new Turn(end, -1, begin.run()));
    }

    private static void check(String group, int limit, List<Turn> turns, Findings findings) {
        turns.sort(Comparator.comparingLong(Turn::at).thenComparingInt(Turn::change));
        int executing = 0;
        for (Turn turn : turns) {
            executing += turn.change();
            if (executing > limit) {
                findings.add(
                        "%d runs of %s executed at once when %s began; %d may",
                        executing, group.isEmpty() ? "all jobs" : group, turn.run(), limit);
                return;
            }
        }
    }
}
