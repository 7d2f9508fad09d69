package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A plugin that was replaced or removed leaves nothing behind. */
class UnloadTest extends PluginFixture {

    private static final int COLLECTIONS = 100;
    private static final int WAIT_MILLIS = 100;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    /** In a method of its own: a local variable of the test would hold what the test waits for. */
    private WeakReference<ClassLoader> loadAndRun() throws Throwable {
        JarBuilder.jar()
                .source("acme.Work", """
                        @Branch(path = "tools") abstract class Tools extends BaseJob<Work.Params, Work.Data> {}
                        @Leaf(path = "work") public class Work extends Tools {
                            static final ThreadLocal<Work> LAST = new ThreadLocal<>();
                            public enum Size { SMALL, LARGE }
                            public record Params(@jakarta.ws.rs.DefaultValue("SMALL") Size size, java.util.List<Row> rows) {}
                            public record Row(@jakarta.validation.constraints.Min(1) int n) {}
                            public record Data(String text) {}
                            @Override public RunResult run(Params params, RunContext<Data> run) throws Exception {
                                LAST.set(this);
                                java.util.function.Supplier<Size[]> sizes = Size::values;
                                try (var in = getClass().getResource("/text.txt").openStream()) {
                                    org.slf4j.LoggerFactory.getLogger(Work.class).info(new String(in.readAllBytes()));
                                }
                                try { System.exit(sizes.get().length); } catch (SecurityException e) { LAST.get(); }
                                return RunResult.OK;
                            }
                        }
                        """)
                .entry("text.txt", "text")
                .write(plugins().resolve("acme.jar"));
        run(load(), "tools/work");
        return new WeakReference<>(
                load().job("tools/work").orElseThrow().realm().loader(), collected);
    }

    private void awaitCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
            System.gc();
            collected.remove(WAIT_MILLIS);
        }
        assertThat(loader.get()).as("the class loader of the plugin").isNull();
    }

    @Test
    void theClassLoaderOfARemovedPluginIsCollected() throws Throwable {
        WeakReference<ClassLoader> loader = loadAndRun();

        Files.delete(plugins().resolve("acme.jar"));
        load();

        awaitCollected(loader);
    }

    @Test
    void theClassLoaderOfAReplacedPluginIsCollected() throws Throwable {
        WeakReference<ClassLoader> loader = loadAndRun();

        JarBuilder.jarWithJob("tools", "other").write(plugins().resolve("acme.jar"));
        load();

        awaitCollected(loader);
    }

    @Test
    void theJarOfARemovedPluginIsClosed() throws Throwable {
        JarBuilder.jarWithJob("tools", "work")
                .entry("text.txt", "text")
                .write(plugins().resolve("acme.jar"));
        ClassLoader old = load().job("tools/work").orElseThrow().realm().loader();
        assertThat(old.getResource("text.txt")).isNotNull();

        Files.delete(plugins().resolve("acme.jar"));
        load();

        assertThat(old.getResource("text.txt")).isNull();
        assertThat(old.getResourceAsStream("text.txt")).isNull();
    }
}
