package dev.gantry.http.call;

import dev.gantry.client.wire.LeafEntry;
import dev.gantry.client.wire.Plugins;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.PluginContents;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.function.Predicate;

/** Shows the plugins and all that is wrong with them: {@code GET /plugins}. */
public final class PluginsCall {

    private final Api api;
    private final Catalog catalog;

    PluginsCall(Api api) {
        this.api = api;
        this.catalog = api.catalog();
    }

    /** The plugins, and the runs that wait for one. */
    @GET
    @Produces(Api.JSON)
    public Plugins plugins() {
        return new Plugins(
                catalog.plugins().stream().map(this::plugin).toList(),
                issues(Predicate.not(this::isPlugin)),
                HeldRuns.of(catalog, api.runs().queued()));
    }

    private Plugins.Plugin plugin(PluginContents plugin) {
        List<LeafEntry> offered = plugin.jobs().stream()
                .filter(this::isOffered)
                .map(job -> Views.leaf(api, job))
                .toList();
        return new Plugins.Plugin(plugin.name(), plugin.version(), offered, issues(plugin.name()::equals));
    }

    private List<Plugins.Issue> issues(Predicate<String> ofPlugin) {
        return catalog.issues().stream()
                .filter(issue -> ofPlugin.test(issue.plugin()))
                .map(PluginsCall::issue)
                .toList();
    }

    private boolean isPlugin(String name) {
        return catalog.plugins().stream().anyMatch(plugin -> plugin.name().equals(name));
    }

    /** A job that clashes with one of another plugin is found in its plugin, and yet not offered. */
    private boolean isOffered(JobDefinition job) {
        return catalog.job(job.path()).filter(job::equals).isPresent();
    }

    private static Plugins.Issue issue(DiscoveryIssue issue) {
        return new Plugins.Issue(issue.severity().name(), issue.source(), issue.message(), issue.cause());
    }
}
