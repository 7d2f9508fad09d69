package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledPluginsTest {

    private static final int BLOCK = 300;

    @TempDir
    private Path plugins;

    private final SettledPlugins settled = new SettledPlugins();

    private List<PluginSource> look(Map<String, PluginSource> known) throws IOException {
        return settled.look(new PluginFolder(plugins).list(), known).plugins();
    }

    @Test
    void aJarThatIsStillBeingCopiedIsLeftAlone() throws Exception {
        byte[] jar = JarBuilder.jarWithJob("tools", "one").bytes();
        try (FileChannel copy =
                FileChannel.open(plugins.resolve("acme.jar"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int at = 0; at < jar.length; at += BLOCK) {
                copy.write(ByteBuffer.wrap(jar, at, Math.min(BLOCK, jar.length - at)));
                assertThat(look(Map.of())).isEmpty();
            }
        }

        assertThat(look(Map.of())).hasSize(1);
    }

    @Test
    void aCopyThatHaltsHalfWayIsGivenOneMoreLook() throws Exception {
        Files.writeString(plugins.resolve("acme.jar"), "half a jar");

        assertThat(look(Map.of())).isEmpty();
        assertThat(look(Map.of())).isEmpty();
        assertThat(look(Map.of())).hasSize(1);
    }

    @Test
    void whatWasLoadedStaysUntilItsReplacementLiesStill() throws Exception {
        JarBuilder.jarWithJob("tools", "one").write(plugins.resolve("acme.jar"));
        PluginSource one = new PluginFolder(plugins).list().plugins().get(0);
        JarBuilder.jarWithJob("tools", "another").write(plugins.resolve("acme.jar"));

        assertThat(look(Map.of("acme", one))).containsExactly(one);
        assertThat(look(Map.of("acme", one))).doesNotContain(one).hasSize(1);
    }

    @Test
    void aCopyInProgressKeepsNoOtherPluginWaiting() throws Exception {
        JarBuilder.jarWithJob("tools", "one").write(plugins.resolve("acme.jar"));
        Files.writeString(plugins.resolve("slow.jar"), "1");
        look(Map.of());
        Files.writeString(plugins.resolve("slow.jar"), "12");

        assertThat(look(Map.of())).extracting(PluginSource::name).containsExactly("acme");
    }
}
