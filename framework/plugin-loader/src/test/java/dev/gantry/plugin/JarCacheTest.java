package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JarCacheTest extends PluginFixture {

    private List<Path> cached() throws Exception {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> !file.toString().matches(".*\\.(classes|schemas)|.*kept"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aJarIsLoadedFromACopyNamedAfterItsContent() throws Exception {
        Path jar = JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("acme.jar"));

        String version = load().plugins().get(0).version();

        assertThat(cached()).containsExactly(cache().resolve(version + ".jar"));
        assertThat(cached().get(0)).hasSameBinaryContentAs(jar);
    }

    @Test
    void aCopyIsNeverWrittenAgain() throws Exception {
        Path jar = JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("acme.jar"));
        load();
        Object copy = Files.readAttributes(cached().get(0), "unix:ino,ctime");

        Files.copy(jar, plugins().resolve("twin.jar"));
        load();

        assertThat(cached()).hasSize(1);
        assertThat((Object) Files.readAttributes(cached().get(0), "unix:ino,ctime"))
                .isEqualTo(copy);
    }

    @Test
    void aStartClearsWhatIsNotUsedAndWhatACrashLeft() throws Exception {
        Files.createDirectories(cache());
        Files.writeString(cache().resolve("0".repeat(64) + ".jar"), "an old one");
        Files.writeString(cache().resolve("jar123.part"), "half a copy");
        JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("acme.jar"));

        loader().start();

        assertThat(cached())
                .containsExactly(
                        cache().resolve(loader().current().plugins().get(0).version() + ".jar"));
    }

    @Test
    void whatAScanFoundIsRememberedOverARestart() throws Throwable {
        JarBuilder.jarWithJob("tools", "one")
                .entry("bad/Noise.class", "noise")
                .write(plugins().resolve("acme.jar"));
        Catalog first = load();
        loader().close();

        try (PluginLoader next = new PluginLoader(plugins(), cache(), Duration.ofDays(1))) {
            next.start();

            assertThat(paths(next.current())).isEqualTo(paths(first));
            assertThat(next.current().issues()).isEqualTo(first.issues());
        }
    }

    @Test
    void whatAPowerCutLeftOfFilesThatWereNotForcedIsMadeAgain() throws Throwable {
        JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("acme.jar"));
        Catalog first = load();
        try (Stream<Path> files = Files.list(cache())) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[100]);
            }
        }

        try (PluginLoader next = new PluginLoader(plugins(), cache(), Duration.ofDays(1))) {
            next.start();

            assertThat(next.current().issues()).isEmpty();
            assertThat(paths(next.current())).isEqualTo(paths(first));
            assertThat(run(next.current(), "tools/one")).isEqualTo(run(first, "tools/one"));
        }
    }

    @Test
    void aFolderWithAnyNameWillDo() throws Throwable {
        Path odd = home.resolve("a b%20c+ü!d");
        JarBuilder.jar()
                .entry("text.txt", "text")
                .job("acme.Read", "tools", "read", """
                        try (var in = getClass().getResource("/text.txt").openStream()) {
                            run.data(new String(in.readAllBytes()));
                        }
                        return null;
                        """)
                .write(odd.resolve("plugins/acme 1.jar"));
        try (PluginLoader oddLoader =
                new PluginLoader(odd.resolve("plugins"), odd.resolve("cache"), Duration.ofDays(1))) {
            oddLoader.rescan();

            assertThat(oddLoader.current().issues()).isEmpty();
            assertThat(run(oddLoader.current(), "tools/read")).isEqualTo("text");
        }
    }
}
