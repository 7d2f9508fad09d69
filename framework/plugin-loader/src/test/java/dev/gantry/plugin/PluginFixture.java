package dev.gantry.plugin;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.job.BaseJob;
import dev.gantry.job.RunContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A plugins folder and a loader for it, which looks at the folder only when told to. */
abstract class PluginFixture {

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path home;

    private PluginLoader loader;

    final Path plugins() {
        return home.resolve("plugins");
    }

    final Path cache() {
        return home.resolve("data").resolve("jars");
    }

    final PluginLoader loader() {
        if (loader == null) {
            loader = new PluginLoader(plugins(), cache(), NEVER);
        }
        return loader;
    }

    /** Load what is in the folder. */
    final Catalog load() {
        loader().rescan();
        return loader().current();
    }

    @AfterEach
    final void close() {
        loader().close();
    }

    static List<String> paths(Catalog catalog) {
        return catalog.plugins().stream()
                .flatMap(plugin -> plugin.jobs().stream())
                .map(JobDefinition::path)
                .filter(path -> catalog.job(path).isPresent())
                .toList();
    }

    static List<String> messages(Catalog catalog) {
        return catalog.issues().stream().map(DiscoveryIssue::message).toList();
    }

    /** Make one attempt in the plugin's realm; what it published as data, or thrown what it threw. */
    static Object run(Catalog catalog, String path) throws Throwable {
        return run(catalog.job(path).orElseThrow());
    }

    static Object run(JobDefinition job) throws Throwable {
        CompletableFuture<Object> data = new CompletableFuture<>();
        boolean accepted = job.realm().execute(() -> {
            try {
                data.complete(attempt(job));
            } catch (Throwable e) {
                data.completeExceptionally(e);
            }
        });
        if (!accepted) {
            throw new IllegalStateException("the realm of " + job.path() + " has retired");
        }
        try {
            return data.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object attempt(JobDefinition job) throws Throwable {
        AtomicReference<Object> data = new AtomicReference<>();
        RunContext<?> context = (RunContext<?>) Proxy.newProxyInstance(
                RunContext.class.getClassLoader(), new Class<?>[] {RunContext.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("data") || arguments == null) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    data.set(arguments[0]);
                    return null;
                });
        ((BaseJob) job.newJob()).run(null, context);
        return data.get();
    }
}
