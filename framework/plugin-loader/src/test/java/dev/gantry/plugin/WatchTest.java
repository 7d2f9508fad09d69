package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    @TempDir
    private Path home;

    private Path plugins;
    private PluginLoader loader;
    private final LinkedBlockingQueue<Catalog> changes = new LinkedBlockingQueue<>();

    private void start() throws Exception {
        plugins = Files.createDirectories(home.resolve("plugins"));
        loader = new PluginLoader(plugins, home.resolve("cache"), Duration.ofMillis(20));
        loader.onChange(() -> changes.add(loader.current()));
        loader.start();
    }

    @AfterEach
    void close() {
        loader.close();
    }

    private Catalog next(Predicate<Catalog> expected) throws InterruptedException {
        while (true) {
            Catalog catalog = changes.poll(30, TimeUnit.SECONDS);
            assertThat(catalog).as("no catalog came that was expected").isNotNull();
            if (expected.test(catalog)) {
                return catalog;
            }
        }
    }

    @Test
    void aChangeIsNoticedWithoutBeingTold() throws Exception {
        start();

        JarBuilder.jarWithJob("tools", "one").write(plugins.resolve("acme.jar"));
        next(catalog -> catalog.job("tools/one").isPresent());

        JarBuilder.jarWithJob("tools", "two").write(plugins.resolve("acme.jar"));
        next(catalog -> catalog.job("tools/two").isPresent());

        Files.delete(plugins.resolve("acme.jar"));
        next(catalog -> catalog.roots().isEmpty());
    }

    @Test
    void aBrokenJarBecomesAnIssueInTheEnd() throws Exception {
        start();

        Files.writeString(plugins.resolve("acme.jar"), "no jar");

        next(catalog -> !catalog.issues().isEmpty());
    }

    @Test
    void aPluginThatCannotBeCopiedIsTriedAgain() throws Exception {
        start();
        Files.writeString(home.resolve("cache"), "a file where the cache should be");

        JarBuilder.jarWithJob("tools", "one").write(plugins.resolve("acme.jar"));
        Catalog failed = next(catalog -> !catalog.issues().isEmpty());
        assertThat(failed.issues().get(0).message()).contains("cannot be copied to the cache");

        Files.delete(home.resolve("cache"));
        next(catalog -> catalog.job("tools/one").isPresent() && catalog.issues().isEmpty());
    }
}
