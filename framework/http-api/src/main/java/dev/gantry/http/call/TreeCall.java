package dev.gantry.http.call;

import dev.gantry.client.wire.Tree;
import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.PluginContents;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows all jobs in one answer: {@code GET /tree}. */
public final class TreeCall {

    private final Api api;
    private final Catalog catalog;
    private final Map<String, String> versions;

    TreeCall(Api api) {
        this.api = api;
        this.catalog = api.catalog();
        this.versions = catalog.plugins().stream()
                .collect(Collectors.toMap(PluginContents::name, PluginContents::version, (first, second) -> first));
    }

    /** The root branches, each with all that is below it. */
    @GET
    @Produces(Api.JSON)
    public Tree tree() {
        return new Tree(catalog.roots().stream().map(this::branch).toList());
    }

    private Tree.Branch branch(BranchNode node) {
        return new Tree.Branch(
                api.path(node.path()),
                node.definition().name(),
                node.definition().description(),
                node.branches().stream().map(this::branch).toList(),
                node.leaves().stream().map(this::leaf).toList());
    }

    private Tree.Leaf leaf(JobDefinition job) {
        String plugin = job.realm().plugin();
        return new Tree.Leaf(
                api.path(job.path()),
                job.jobType(),
                job.label().name(),
                job.label().description(),
                plugin,
                versions.get(plugin));
    }
}
