package dev.gantry.http.call;

import dev.gantry.client.wire.Descendants;
import dev.gantry.store.Run;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Shows the whole tree below a run, in groups: {@code GET /{root}/descendants/{uuid}}. */
public final class DescendantsCall {

    private static final int LEVELS = 50;

    private final Api api;
    private final Run run;

    DescendantsCall(Api api, Run run) {
        this.api = api;
        this.run = run;
    }

    /** All runs below, those of one job below those of one group as one. */
    @GET
    @Produces(Api.JSON)
    public Descendants descendants() {
        RunGroup all = new RunGroup();
        RunGroup top = new RunGroup();
        Map<UUID, RunGroup> belowWhich = new HashMap<>(Map.of(run.uuid(), top));
        boolean complete = Descent.below(run.uuid(), api.runs(), (child, parent, depth) -> {
            RunGroup above = belowWhich.get(parent);
            RunGroup group = above.below(child);
            group.add(child);
            all.add(child);
            belowWhich.put(child.uuid(), depth < LEVELS ? group : above);
        });
        return new Descendants(
                all.runs() == 0 ? run.progress().completeness() : all.completeness(),
                all.runs(),
                all.counts(),
                complete,
                top.views(api));
    }
}
