package dev.gantry.plugin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a plugin is named, and spoils nothing but what it names. */
class BrokenPluginTest extends PluginFixture {

    private static final String OK = "return RunResult.OK;";

    @BeforeEach
    void aPluginThatIsFine() {
        JarBuilder.jarWithJob("fine", "hello").write(plugins().resolve("fine.jar"));
    }

    private Path bad() {
        return plugins().resolve("bad.jar");
    }

    private DiscoveryIssue onlyIssue() {
        Catalog catalog = load();
        assertThat(paths(catalog)).contains("fine/hello");
        assertThat(catalog.issues()).hasSize(1);
        DiscoveryIssue issue = catalog.issues().get(0);
        assertThat(issue.plugin()).isEqualTo("bad");
        return issue;
    }

    @Test
    void aTruncatedJar() throws Exception {
        byte[] jar = JarBuilder.jarWithJob("bad", "work").bytes();
        Files.write(bad(), Arrays.copyOf(jar, jar.length - 30));

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.ERROR);
        assertThat(issue.source()).isEqualTo("bad.jar");
        assertThat(issue.message()).startsWith("the file is no readable jar");
        assertThat(issue.cause()).contains("ZipException");
    }

    @Test
    void aFileOfNoBytes() throws Exception {
        Files.createFile(bad());

        assertThat(onlyIssue().message()).startsWith("the file is no readable jar");
    }

    @Test
    void anEncryptedJar() throws Exception {
        byte[] jar = JarBuilder.jarWithJob("bad", "work").bytes();
        ByteBuffer buffer = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(jar.length - 22 + 16);
        buffer.putShort(directory + 8, (short) (buffer.getShort(directory + 8) | 1));
        Files.write(bad(), jar);

        assertThat(onlyIssue().cause()).contains("encrypted");
    }

    @Test
    void aBadJarInAFolderLeavesTheOtherJarsOfTheFolder() throws Exception {
        JarBuilder.jarWithJob("bad", "work").write(plugins().resolve("bad/jobs.jar"));
        Files.writeString(plugins().resolve("bad/broken.jar"), "no jar");

        assertThat(onlyIssue().source()).isEqualTo("broken.jar");
        assertThat(paths(load())).containsExactly("bad/work", "fine/hello");
    }

    @Test
    void anEmptyJar() {
        JarBuilder.jar().write(bad());

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.WARNING);
        assertThat(issue.message()).isEqualTo("the jar is empty");
    }

    @Test
    void aJarWithoutJobs() {
        JarBuilder.jar().source("lib.Thing", "public class Thing {}").write(bad());

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.WARNING);
        assertThat(issue.message()).contains("no subclass of dev.gantry.job.BaseJob with @Leaf");
    }

    @Test
    void aClassFileCutOffInTheMiddle() {
        byte[] thing = JarBuilder.jar()
                .source("bad.Thing", "public class Thing { int n() { return 1; } }")
                .compile()
                .get("bad/Thing.class");
        JarBuilder.jarWithJob("bad", "work")
                .entry("bad/Thing.class", Arrays.copyOf(thing, thing.length / 2))
                .write(bad());

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.source()).isEqualTo("bad.Thing");
        assertThat(issue.message()).startsWith("the class file is broken");
        assertThat(issue.cause()).contains("ClassFormatError");
        assertThat(paths(load())).contains("bad/work");
    }

    @Test
    void aClassFileOfNoise() {
        JarBuilder.jarWithJob("bad", "work").entry("bad/Noise.class", "noise").write(bad());

        assertThat(onlyIssue().cause()).contains("ClassFormatError");
        assertThat(paths(load())).contains("bad/work");
    }

    @Test
    void anEntryWhoseContentIsDamaged() throws Exception {
        byte[] jar = JarBuilder.jar().job("bad.Zzz", "bad", "work", OK).bytes();
        int firstEntry = indexOf(jar, "bad/Zzz.class") + "bad/Zzz.class".length();
        Arrays.fill(jar, firstEntry + 10, firstEntry + 60, (byte) 0xff);
        JarBuilder.jarWithJob("other", "work").write(plugins().resolve("bad/a.jar"));
        Files.write(plugins().resolve("bad/b.jar"), jar);

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.source()).isEqualTo("bad.Zzz");
        assertThat(issue.message()).isEqualTo("the class cannot be read from its jar; build the jar again");
        assertThat(issue.cause()).contains("ZipException");
        assertThat(paths(load())).contains("other/work");
    }

    @Test
    void aClassForANewerJava() {
        int newer = Runtime.version().feature() + 1;
        Map<String, byte[]> classes =
                JarBuilder.jar().job("bad.New", "bad", "work", OK).compile();
        byte[] job = classes.get("bad/New.class");
        ByteBuffer.wrap(job).putShort(6, (short) (44 + newer));
        JarBuilder jar = JarBuilder.jarWithJob("bad", "old");
        classes.forEach(jar::entry);
        jar.write(bad());

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.source()).isEqualTo("bad.New");
        assertThat(issue.message())
                .startsWith("bad.New was compiled for Java %d, this is Java %d".formatted(newer, newer - 1))
                .contains("--release");
        assertThat(paths(load())).contains("bad/old");
    }

    @Test
    void aSuperclassThatIsMissing() {
        JarBuilder.jarWithJob("bad", "work")
                .source("bad.Base", "public abstract class Base extends BaseJob<Record, Object> {}")
                .source("bad.Orphan", """
                        @Leaf(path = "orphan") public class Orphan extends Base {
                            @Override public RunResult run(Record params, RunContext<Object> run) { return null; }
                        }
                        """)
                .leaveOut("bad.Base")
                .write(bad());

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.source()).isEqualTo("bad.Orphan");
        assertThat(issue.message()).startsWith("the class needs bad.Base, which the plugin does not have");
        assertThat(paths(load())).contains("bad/work");
    }

    @Test
    void aLibraryThatIsMissing() {
        JarBuilder.jarWithJob("bad", "work")
                .source("lib.Thing", "public class Thing {}")
                .source("bad.Needy", """
                        @Branch(path = "bad") abstract class NeedyBranch extends BaseJob<Needy.Params, Object> {}
                        @Leaf(path = "needy") public class Needy extends NeedyBranch {
                            public record Params(lib.Thing thing) {}
                            @Override public RunResult run(Params params, RunContext<Object> run) { return null; }
                        }
                        """)
                .leaveOut("lib.Thing")
                .write(bad());

        DiscoveryIssue issue = onlyIssue();

        assertThat(issue.source()).isEqualTo("bad.Needy");
        assertThat(issue.cause()).contains("lib/Thing");
        assertThat(paths(load())).contains("bad/work");
    }

    @Test
    void aJobWhoseParamsAreRefused() {
        JarBuilder.jarWithJob("bad", "work").source("bad.Homeless", """
                        @Leaf(path = "homeless") public class Homeless extends BaseJob<Homeless.Params, Object> {
                            public record Params() {}
                            @Override public RunResult run(Params params, RunContext<Object> run) { return null; }
                        }
                        """).write(bad());

        assertThat(onlyIssue().source()).isEqualTo("bad.Homeless");
        assertThat(paths(load())).contains("bad/work");
    }

    @Test
    void aLeafThatIsNoJob() {
        JarBuilder.jarWithJob("bad", "work")
                .source("bad.Stranger", "@Leaf(path = \"stranger\") public class Stranger {}")
                .write(bad());

        assertThat(onlyIssue().message()).isEqualTo("the class has @Leaf or @Branch but does not extend BaseJob");
    }

    @Test
    void entriesThatPointOutOfTheJar() {
        JarBuilder.jarWithJob("bad", "work").entry("../../outside.class", "x").write(bad());

        assertThat(onlyIssue().message()).startsWith("the entry \"../../outside.class\" points out of the jar");
        assertThat(paths(load())).contains("bad/work");
    }

    @Test
    void aClassUnderANameThatIsNotItsOwn() {
        byte[] thing = JarBuilder.jar()
                .source("right.Thing", "public class Thing {}")
                .compile()
                .get("right/Thing.class");
        JarBuilder.jarWithJob("bad", "work").entry("wrong/Thing.class", thing).write(bad());

        assertThat(onlyIssue().cause()).contains("wrong name");
    }

    @Test
    void aLinkThatLeadsNowhere() throws Exception {
        Files.createSymbolicLink(bad(), plugins().resolve("gone"));

        assertThat(onlyIssue().message()).isEqualTo("the file cannot be read");
    }

    @Test
    void aFolderNamedLikeAJar() throws Exception {
        Files.createDirectories(plugins().resolve("bad"));

        assertThat(onlyIssue().message()).isEqualTo("the folder has no jar in it");
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, ISO_8859_1).indexOf(text);
    }
}
