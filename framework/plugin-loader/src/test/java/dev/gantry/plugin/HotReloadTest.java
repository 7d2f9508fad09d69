package dev.gantry.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.catalog.PluginRealm;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HotReloadTest extends PluginFixture {

    private static JarBuilder saying(String text) {
        return JarBuilder.jar()
                .entry("text.txt", text)
                .job("acme.Say", "tools", "say", "run.data(\"%s\"); return null;".formatted(text));
    }

    private void replace(String fileName, JarBuilder jar) throws Exception {
        Path aside = jar.write(home.resolve("aside.jar"));
        Files.createDirectories(plugins());
        Files.move(aside, plugins().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aPluginThatIsPutInReplacedAndRemovedIsNoticed() throws Throwable {
        assertThat(load().plugins()).isEmpty();

        replace("acme.jar", saying("one"));
        assertThat(run(load(), "tools/say")).isEqualTo("one");

        replace("acme.jar", saying("two"));
        assertThat(run(load(), "tools/say")).isEqualTo("two");

        Files.delete(plugins().resolve("acme.jar"));
        assertThat(load().job("tools/say")).isEmpty();
        assertThat(loader().current().roots()).isEmpty();
    }

    @Test
    void listenersAreToldOfEachChangeAndOfNothingElse() throws Exception {
        AtomicInteger told = new AtomicInteger();
        load();
        loader().onChange(() -> {
            throw new IllegalStateException("a listener that fails");
        });
        loader().onChange(told::incrementAndGet);

        replace("acme.jar", saying("one"));
        load();
        load();
        assertThat(told).hasValue(1);

        Files.writeString(plugins().resolve("notes.txt"), "");
        load();
        load();
        assertThat(told).hasValue(2);
    }

    @Test
    void aPluginThatDidNotChangeKeepsItsRealm() throws Exception {
        replace("acme.jar", saying("one"));
        PluginRealm before = load().job("tools/say").orElseThrow().realm();

        JarBuilder.jarWithJob("tools", "other").write(plugins().resolve("other.jar"));
        assertThat(load().job("tools/say").orElseThrow().realm()).isSameAs(before);

        Files.setLastModifiedTime(plugins().resolve("acme.jar"), FileTime.fromMillis(1));
        assertThat(load().job("tools/say").orElseThrow().realm()).isSameAs(before);
    }

    @Test
    void aJarThatIsAddedToAFolderMakesThePluginAnew() throws Throwable {
        JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("acme/one.jar"));
        load();

        JarBuilder.jarWithJob("tools", "two").write(plugins().resolve("acme/two.jar"));

        assertThat(paths(load())).containsExactly("tools/one", "tools/two");
    }

    @Test
    void anAttemptFinishesInThePluginItBeganIn() throws Exception {
        replace("acme.jar", saying("one").source("acme.Late", "public class Late {}"));
        JobDefinition job = load().job("tools/say").orElseThrow();
        ClassLoader old = job.realm().loader();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        assertThat(job.realm().execute(() -> {
                    begun.countDown();
                    try {
                        goOn.await();
                        seen.add(Class.forName("acme.Late", true, old).getClassLoader());
                        URL url = old.getResource("text.txt");
                        try (InputStream in = url.openStream()) {
                            seen.add(new String(in.readAllBytes(), UTF_8));
                        }
                    } catch (Exception e) {
                        seen.add(e);
                    } finally {
                        done.countDown();
                    }
                }))
                .isTrue();
        begun.await();

        replace("acme.jar", saying("two"));
        JobDefinition replaced = load().job("tools/say").orElseThrow();
        goOn.countDown();

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly(old, "one");
        assertThat(job.realm().execute(() -> {})).isFalse();
        assertThat(replaced.realm()).isNotSameAs(job.realm());
    }

    @Test
    void aBrokenReplacementIsAnIssueAndTheNextGoodOneCuresIt() throws Throwable {
        replace("acme.jar", saying("one"));
        load();

        Files.writeString(plugins().resolve("acme.jar"), "no jar");
        assertThat(load().issues()).hasSize(1);
        assertThat(loader().current().job("tools/say")).isEmpty();

        replace("acme.jar", saying("two"));
        assertThat(load().issues()).isEmpty();
        assertThat(run(loader().current(), "tools/say")).isEqualTo("two");
    }

    @Test
    void noReaderEverSeesHalfATreeOrMissesAJobThatDidNotChange() throws Exception {
        JarBuilder.jarWithJob("steady", "same").write(plugins().resolve("steady.jar"));
        byte[][] versions = {pair("x").bytes(), pair("y").bytes()};
        load();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(threads.submit(reader(over)));
        }
        try {
            for (int round = 0; round < 30; round++) {
                Files.write(plugins().resolve("pair.jar"), versions[round % 2]);
                load();
                if (round % 5 == 4) {
                    Files.delete(plugins().resolve("pair.jar"));
                    load();
                }
            }
        } finally {
            over.set(true);
            threads.shutdown();
        }
        for (Future<Integer> reader : readers) {
            assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
        }
    }

    private static JarBuilder pair(String version) {
        return JarBuilder.jar()
                .job("acme.One", "pair", "one" + version, "return null;")
                .job("acme.Two", "pair", "two" + version, "return null;");
    }

    private Callable<Integer> reader(AtomicBoolean over) {
        return () -> {
            int looks = 0;
            while (looks == 0 || !over.get()) {
                Catalog catalog = loader().current();
                assertThat(catalog.job("steady/same")).isPresent();
                assertThat(catalog.branch("pair").map(BranchNode::leaves).map(List::size))
                        .isIn(Optional.empty(), Optional.of(2));
                assertThat(catalog.job("pair/onex").isPresent())
                        .isEqualTo(catalog.job("pair/twox").isPresent());
                assertThat(catalog.job("pair/oney").isPresent())
                        .isEqualTo(catalog.job("pair/twoy").isPresent());
                assertThat(catalog.issues()).isEmpty();
                looks++;
            }
            return looks;
        };
    }
}
