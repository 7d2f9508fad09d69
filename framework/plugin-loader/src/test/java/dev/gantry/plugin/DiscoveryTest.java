package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.PluginContents;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DiscoveryTest extends PluginFixture {

    @Test
    void aJarBecomesAJobUnderItsBranch() {
        JarBuilder.jarWithJob("tools", "hello").write(plugins().resolve("acme.jar"));

        Catalog catalog = load();

        assertThat(catalog.roots()).extracting(BranchNode::path).containsExactly("tools");
        assertThat(catalog.job("tools/hello").orElseThrow().jobType()).isEqualTo("tools_hello");
        assertThat(catalog.plugins()).extracting(PluginContents::name).containsExactly("acme");
        assertThat(catalog.issues()).isEmpty();
    }

    @Test
    void noClassIsInitialisedByDiscovery() {
        System.clearProperty("gantry.test.initialised");
        JarBuilder.jar().source("acme.Eager", """
                        @Branch(path = "tools") abstract class Tools extends BaseJob<Eager.Params, Object> {
                            static { System.setProperty("gantry.test.initialised", "Tools"); }
                        }
                        @Leaf(path = "eager") public class Eager extends Tools {
                            static { System.setProperty("gantry.test.initialised", "Eager"); }
                            public record Params() {}
                            @Override public RunResult run(Params params, RunContext<Object> run) { return null; }
                        }
                        """).write(plugins().resolve("acme.jar"));

        assertThat(paths(load())).containsExactly("tools/eager");
        assertThat(System.getProperty("gantry.test.initialised")).isNull();
    }

    @Test
    void theJarsOfAFolderAreOnePlugin() throws Throwable {
        var library = JarBuilder.jar()
                .source("lib.Greeting", "public class Greeting { public static String text() { return \"hi\"; } }")
                .write(plugins().resolve("acme/lib.jar"));
        JarBuilder.jar()
                .library(library)
                .job("acme.Hello", "tools", "hello", "run.data(lib.Greeting.text()); return RunResult.OK;")
                .write(plugins().resolve("acme/jobs.jar"));

        Catalog catalog = load();

        assertThat(catalog.plugins()).extracting(PluginContents::name).containsExactly("acme");
        assertThat(catalog.issues()).isEmpty();
        assertThat(run(catalog, "tools/hello")).isEqualTo("hi");
    }

    @Test
    void twoPluginsContributeToOneBranch() {
        JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("a.jar"));
        JarBuilder.jarWithJob("tools", "two").write(plugins().resolve("b.jar"));

        Catalog catalog = load();

        assertThat(catalog.roots()).hasSize(1);
        assertThat(catalog.roots().get(0).leaves()).hasSize(2);
        assertThat(catalog.issues()).isEmpty();
    }

    @Test
    void ofTwoJobsWithOnePathThatOfThePluginFirstByNameIsKept() {
        JarBuilder.jarWithJob("tools", "same").write(plugins().resolve("b.jar"));
        JarBuilder.jarWithJob("tools", "same")
                .job("b.Other", "tools", "other", "return null;")
                .write(plugins().resolve("a.jar"));
        JarBuilder.jarWithJob("tools", "same")
                .job("c.More", "tools", "more", "return null;")
                .write(plugins().resolve("c.jar"));

        Catalog catalog = load();

        assertThat(catalog.job("tools/same").orElseThrow().realm().plugin()).isEqualTo("a");
        assertThat(catalog.issues()).extracting(DiscoveryIssue::plugin).containsExactly("b", "c");
        assertThat(messages(catalog)).allMatch(message -> message.contains("/tools/same is that of"));
        assertThat(paths(catalog)).contains("tools/other", "tools/more");
    }

    @Test
    void aPluginOfBranchesAloneIsFine() {
        JarBuilder.jar()
                .source(
                        "acme.Tools",
                        "@Branch(path = \"tools\") public abstract class Tools extends BaseJob<Record, Object> {}")
                .write(plugins().resolve("acme.jar"));

        Catalog catalog = load();

        assertThat(catalog.branch("tools")).isPresent();
        assertThat(catalog.issues()).isEmpty();
    }

    @Test
    void filesThatNobodyMeantAsAPluginArePassedOver() throws Exception {
        Files.createDirectories(plugins().resolve(".hidden"));
        for (String name : new String[] {".gitignore", "README.md", "readme", ".x.jar", "acme.jar.part", "y.tmp"}) {
            Files.writeString(plugins().resolve(name), "no jar");
        }

        Catalog catalog = load();

        assertThat(catalog.plugins()).isEmpty();
        assertThat(catalog.issues()).isEmpty();
    }

    @Test
    void anyOtherFileIsAWarning() throws Exception {
        JarBuilder.jarWithJob("tools", "hello").write(plugins().resolve("acme/jobs.jar"));
        Files.writeString(plugins().resolve("notes.txt"), "");
        Files.writeString(plugins().resolve("acme/settings.xml"), "");
        Files.createDirectories(plugins().resolve("bare"));

        Catalog catalog = load();

        assertThat(catalog.issues())
                .allMatch(issue -> issue.severity() == DiscoveryIssue.Severity.WARNING)
                .extracting(DiscoveryIssue::source)
                .containsExactlyInAnyOrder("notes.txt", "settings.xml", "");
        assertThat(paths(catalog)).containsExactly("tools/hello");
    }

    @Test
    void aJarAndAFolderOfOneNameAreNotMixedUp() {
        JarBuilder.jarWithJob("tools", "folder").write(plugins().resolve("acme/jobs.jar"));
        JarBuilder.jarWithJob("tools", "jar").write(plugins().resolve("acme.jar"));

        Catalog catalog = load();

        assertThat(paths(catalog)).containsExactly("tools/folder");
        assertThat(messages(catalog))
                .containsExactly("there is a plugin named \"acme\" already; rename one of the two");
    }

    @Test
    void aFolderThatIsNotThereIsAWarningAndMayComeLater() {
        assertThat(messages(load()))
                .containsExactly("the plugins folder does not exist; make it and put job jars into it");

        JarBuilder.jarWithJob("tools", "hello").write(plugins().resolve("acme.jar"));

        assertThat(load().issues()).isEmpty();
        assertThat(paths(load())).containsExactly("tools/hello");
    }
}
