package dev.gantry.http.call;

import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Kin;
import dev.gantry.store.RunReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Goes through all runs below a run, level by level. */
final class Descent {

    /** How many runs are looked at: what is shown of them may be short, the work is as much as there are runs. */
    private static final int MOST = 50_000;

    private static final int PARENTS_AT_ONCE = 500;
    private static final int CHILDREN_AT_ONCE = 1_000;

    /** Is shown each run once, its parent before it. */
    interface Visitor {

        /**
         * Look at a run.
         *
         * @param parent who queued it
         * @param depth how many levels it is below the top; 1 for its children
         */
        void visit(Run run, UUID parent, int depth);
    }

    private final RunReader runs;
    private final Visitor visitor;
    private final Set<UUID> seen = new HashSet<>();

    private Descent(RunReader runs, UUID top, Visitor visitor) {
        this.runs = runs;
        this.visitor = visitor;
        seen.add(top);
    }

    /** Show all runs below a run; false if there are more than are looked at. */
    static boolean below(UUID top, RunReader runs, Visitor visitor) {
        Descent descent = new Descent(runs, top, visitor);
        List<UUID> level = List.of(top);
        for (int depth = 1; !level.isEmpty() && descent.hasRoom(); depth++) {
            level = descent.children(level, depth);
        }
        return descent.hasRoom();
    }

    private boolean hasRoom() {
        return seen.size() <= MOST;
    }

    private List<UUID> children(List<UUID> parents, int depth) {
        List<UUID> next = new ArrayList<>();
        for (int i = 0; i < parents.size() && hasRoom(); i += PARENTS_AT_ONCE) {
            List<UUID> some = parents.subList(i, Math.min(parents.size(), i + PARENTS_AT_ONCE));
            RunFilter theirs = RunFilter.ALL.of(Kin.childrenOf(Set.copyOf(some)));
            OptionalLong below = OptionalLong.empty();
            List<Run> lot;
            do {
                lot = runs.list(new RunQuery(theirs, below, CHILDREN_AT_ONCE));
                for (Run child : lot) {
                    below = OptionalLong.of(child.number());
                    // Whoever made parents up may have made a circle.
                    if (seen.add(child.uuid())) {
                        visitor.visit(child, child.request().origin().parent().orElseThrow(), depth);
                        next.add(child.uuid());
                    }
                }
            } while (lot.size() == CHILDREN_AT_ONCE && hasRoom());
        }
        return next;
    }
}
