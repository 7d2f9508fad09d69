package dev.gantry.http.call;

import dev.gantry.client.wire.Descendants;
import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunQuery.Kin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Shows the whole tree below a run, in groups: {@code GET /{root}/descendants/{uuid}}. */
public final class DescendantsCall {

    /** How many runs are looked at: the answer is about as large as there are groups, the work as there are runs. */
    private static final int MOST = 50_000;

    private static final int LEVELS = 50;
    private static final int PARENTS_AT_ONCE = 500;
    private static final int CHILDREN_AT_ONCE = 1_000;

    private final Api api;
    private final Run run;
    private final RunGroup all = new RunGroup();
    private final RunGroup top = new RunGroup();
    private final Set<UUID> seen = new HashSet<>();

    DescendantsCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** All runs below, those of one job below those of one group as one. */
    @GET
    @Produces(Api.JSON)
    public Descendants descendants() {
        Map<UUID, RunGroup> level = new LinkedHashMap<>(Map.of(run.uuid(), top));
        seen.add(run.uuid());
        for (int depth = 1; !level.isEmpty() && all.runs() < MOST; depth++) {
            level = children(level, depth < LEVELS);
        }
        return new Descendants(
                all.runs() == 0 ? run.progress().completeness() : all.completeness(),
                all.runs(),
                all.counts(),
                all.runs() < MOST,
                top.views(api));
    }

    /** The next level: each run with the group below which its children are. */
    private Map<UUID, RunGroup> children(Map<UUID, RunGroup> parents, boolean deeper) {
        Map<UUID, RunGroup> next = new LinkedHashMap<>();
        List<UUID> left = new ArrayList<>(parents.keySet());
        for (int i = 0; i < left.size() && all.runs() < MOST; i += PARENTS_AT_ONCE) {
            RunFilter of = RunFilter.ALL.of(
                    Kin.childrenOf(Set.copyOf(left.subList(i, Math.min(left.size(), i + PARENTS_AT_ONCE)))));
            OptionalLong below = OptionalLong.empty();
            List<Run> lot;
            do {
                lot = api.runs().list(new RunQuery(of, below, CHILDREN_AT_ONCE));
                for (Run child : lot) {
                    below = OptionalLong.of(child.number());
                    // Whoever made parents up may have made a circle.
                    if (seen.add(child.uuid())) {
                        RunGroup above =
                                parents.get(child.request().origin().parent().orElseThrow());
                        RunGroup group = above.below(child);
                        group.add(child);
                        all.add(child);
                        next.put(child.uuid(), deeper ? group : above);
                    }
                }
            } while (lot.size() == CHILDREN_AT_ONCE && all.runs() < MOST);
        }
        return next;
    }
}
