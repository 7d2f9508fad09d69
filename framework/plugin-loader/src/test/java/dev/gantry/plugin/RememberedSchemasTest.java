package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import dev.gantry.engine.catalog.JobDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Params are looked through once; what is wrong with them is told at every start, before anyone asks for the job. */
class RememberedSchemasTest extends PluginFixture {

    /** The components of a params record, and what must be said of it. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("DefaultOfAnotherType", "@DefaultValue(\"many\") int n | does not fit the type int"),
            Map.entry("DefaultPastItsLimit", "@DefaultValue(\"50\") @Max(10) int n | expected at most 10, found 50"),
            Map.entry("DefaultPastALimitWithin", "java.util.List<Row> rows | expected at most 10, found 50"),
            Map.entry("DefaultWithoutEnd", "@DefaultValue(\"{}\") Params next | contains itself"),
            Map.entry("TypeOfTheJdk", "Thread thread | which has no JSON form here"),
            Map.entry("AbstractType", "Runner runner | which is abstract"),
            Map.entry("TypeThatCannotBeMade", "Closed closed | neither a constructor"),
            Map.entry("ConstraintThatIsNotChecked", "@Past java.time.LocalDate day | @Past"),
            Map.entry(
                    "PatternWithFlags", "@Pattern(regexp = \"a\", flags = Pattern.Flag.DOTALL) String a | with flags"),
            Map.entry("PatternThatIsNone", "@Pattern(regexp = \"(\") String a | no regular expression"),
            Map.entry("LimitThatIsNoNumber", "@DecimalMin(\"x\") double a | Character x"),
            Map.entry("TwoOfOneName", "@JsonProperty(\"a\") int b, @JsonProperty(\"a\") int c | \"a\""),
            Map.entry("NameOfAnAttribute", "String uuid | \"uuid\" has the name of a run attribute"));

    private static JarBuilder job(JarBuilder jar, String name, String components) {
        return jar.source("tools." + name, """
                import com.fasterxml.jackson.annotation.JsonProperty;
                import jakarta.validation.constraints.*;
                import jakarta.ws.rs.DefaultValue;
                @Leaf(path = "%2$s") public class %1$s extends Tools<%1$s.Params> {
                    public record Params(%3$s) {}
                    public record Row(@DefaultValue("50") @Max(10) int n) {}
                    public interface Runner { void go(); }
                    public static class Closed { public Closed(int a, int b) {} }
                }
                """.formatted(name, name.toLowerCase(java.util.Locale.ROOT), components));
    }

    private static JarBuilder jar() {
        return JarBuilder.jar().source("tools.Tools", """
                @Branch(path = "tools") abstract class Tools<P extends Record> extends BaseJob<P, Object> {
                    @Override public RunResult run(P params, RunContext<Object> run) { return RunResult.OK; }
                }
                """);
    }

    private Catalog started() {
        try (PluginLoader loader = new PluginLoader(plugins(), cache(), Duration.ofDays(1))) {
            loader.start();
            return loader.current();
        }
    }

    private List<Path> remembered() throws Exception {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(".schemas")).toList();
        }
    }

    private static String schemaOf(Catalog catalog, String path) {
        return catalog.job(path).map(JobDefinition::params).orElseThrow().postSchema();
    }

    @Test
    void whateverIsWrongWithParamsIsToldAtEveryStart() {
        JarBuilder jar = jar();
        WRONG.forEach((name, told) -> job(jar, name, told.substring(0, told.indexOf(" | "))));
        job(jar, "Fine", "@DefaultValue(\"5\") @Max(10) int n").write(plugins().resolve("acme.jar"));

        Catalog first = started();
        Catalog second = started();

        Map<String, String> messages =
                first.issues().stream().collect(Collectors.toMap(DiscoveryIssue::source, DiscoveryIssue::message));
        assertThat(messages).hasSize(WRONG.size());
        WRONG.forEach((name, told) ->
                assertThat(messages.get("tools." + name)).contains(told.substring(told.indexOf(" | ") + 3)));
        assertThat(second.issues()).isEqualTo(first.issues());
        assertThat(paths(second)).containsExactly("tools/fine");
    }

    @Test
    void aRestartPublishesTheSameSchemaAndWritesNothing() throws Exception {
        job(jar(), "Fine", "@DefaultValue(\"5\") int n, String text")
                .write(plugins().resolve("acme.jar"));
        Catalog first = started();
        Object file = Files.readAttributes(remembered().get(0), "unix:ino,ctime");

        Catalog second = started();

        assertThat(schemaOf(second, "tools/fine")).isEqualTo(schemaOf(first, "tools/fine"));
        assertThat((Object) Files.readAttributes(remembered().get(0), "unix:ino,ctime"))
                .isEqualTo(file);
    }

    @Test
    void anotherContentOfTheJarIsLookedThroughAnew() throws Exception {
        Path jar = plugins().resolve("acme.jar");
        job(jar(), "Fine", "@DefaultValue(\"5\") int n").write(jar);
        started();
        job(jar(), "Fine", "@DefaultValue(\"7\") int other").write(jar);

        assertThat(schemaOf(started(), "tools/fine")).contains("other").doesNotContain("\"n\"");
        assertThat(remembered()).hasSize(1);
    }

    @Test
    void whatWasDamagedIsMadeAgain() throws Exception {
        job(jar(), "Fine", "@DefaultValue(\"5\") int n").write(plugins().resolve("acme.jar"));
        String schema = schemaOf(started(), "tools/fine");

        for (String damaged : List.of("", "tools.Fine$Params={", "\\u00zz", "\0\0\0")) {
            Files.writeString(remembered().get(0), damaged);
            assertThat(schemaOf(started(), "tools/fine")).isEqualTo(schema);
        }
    }
}
