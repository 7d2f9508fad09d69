package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.engine.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolationTest extends PluginFixture {

    @Test
    void sharedPackagesAreThoseThatTheServerAndAJobBothTouch() {
        assertThat(SharedPackages.PREFIXES)
                .containsExactly(
                        "dev.gantry.job.",
                        "jakarta.ws.rs.",
                        "jakarta.validation.",
                        "com.fasterxml.jackson.annotation.",
                        "org.slf4j.");
        assertThat(SharedPackages.contain("dev.gantry.jobs.Mine")).isFalse();
        assertThat(SharedPackages.contain("com.fasterxml.jackson.databind.ObjectMapper"))
                .isFalse();
    }

    @Test
    void oneClassNameInTwoPluginsIsTwoClasses() throws Throwable {
        for (String plugin : List.of("a", "b")) {
            JarBuilder.jar()
                    .source(
                            "lib.Version",
                            "public class Version { public static final String TEXT = new String(\"%s\"); }"
                                    .formatted(plugin))
                    .job("acme.Show", "tools", plugin, "run.data(lib.Version.TEXT); return null;")
                    .write(plugins().resolve(plugin + ".jar"));
        }

        Catalog catalog = load();

        assertThat(run(catalog, "tools/a")).isEqualTo("a");
        assertThat(run(catalog, "tools/b")).isEqualTo("b");
    }

    @Test
    void aPluginSeesNoClassOfTheServer() {
        JarBuilder.jar()
                .job(
                        "acme.Peek",
                        "tools",
                        "peek",
                        "Class.forName(\"%s\"); return null;".formatted(PluginLoader.class.getName()))
                .write(plugins().resolve("acme.jar"));

        assertThatThrownBy(() -> run(load(), "tools/peek")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aPluginSeesTheModulesOfJava() throws Throwable {
        JarBuilder.jar()
                .job("acme.Sql", "tools", "sql", "run.data(java.sql.Timestamp.class.getName()); return null;")
                .write(plugins().resolve("acme.jar"));

        assertThat(run(load(), "tools/sql")).isEqualTo("java.sql.Timestamp");
    }

    @Test
    void aPluginBringsAJacksonOfItsOwn() throws Throwable {
        Path databind = JarBuilder.jarOf(ObjectMapper.class);
        Path core = JarBuilder.jarOf(JsonFactory.class);
        JarBuilder.jar()
                .library(databind)
                .library(core)
                .source("acme.Row", """
                        public record Row(@com.fasterxml.jackson.annotation.JsonProperty("the_name") String name) {
                            public static final Class<?> MAPPER = com.fasterxml.jackson.databind.ObjectMapper.class;
                            public static final Class<?> ANNOTATION = com.fasterxml.jackson.annotation.JsonProperty.class;
                            public static String json() throws Exception {
                                return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(new Row("x"));
                            }
                        }
                        """)
                .job("acme.Json", "tools", "json", """
                        run.data(java.util.List.of(Row.json(), Row.MAPPER, Row.ANNOTATION)); return null;""")
                .write(plugins().resolve("acme/jobs.jar"));
        Files.copy(databind, plugins().resolve("acme/databind.jar"));
        Files.copy(core, plugins().resolve("acme/core.jar"));

        List<?> seen = (List<?>) run(load(), "tools/json");

        assertThat(seen.get(0)).isEqualTo("{\"the_name\":\"x\"}");
        assertThat(seen.get(1)).isNotEqualTo(ObjectMapper.class).hasToString(ObjectMapper.class.toString());
        assertThat(seen.get(2)).isEqualTo(JsonProperty.class);
    }

    @Test
    void aLogLineOfAPluginGoesToTheServersLoggerWhateverThePluginBrings() throws Throwable {
        JarBuilder.jar()
                .source("org.slf4j.LoggerFactory", "public class LoggerFactory {}")
                .job("acme.Log", "tools", "log", """
                        run.data(Class.forName("org.slf4j.LoggerFactory")); return null;""")
                .write(plugins().resolve("acme.jar"));

        assertThat(run(load(), "tools/log")).isEqualTo(org.slf4j.LoggerFactory.class);
    }

    @Test
    void resourcesComeFromThePluginInTheOrderOfItsJars() throws Throwable {
        JarBuilder.jar()
                .entry("conf/a b+ü.txt", "second")
                .entry("only.txt", "here")
                .write(plugins().resolve("acme/b.jar"));
        JarBuilder.jar()
                .entry("conf/a b+ü.txt", "first")
                .job("acme.Read", "tools", "read", """
                        ClassLoader loader = getClass().getClassLoader();
                        java.util.List<String> texts = new java.util.ArrayList<>();
                        for (java.net.URL url : java.util.Collections.list(loader.getResources("conf/a b+ü.txt"))) {
                            try (java.io.InputStream in = url.openStream()) { texts.add(new String(in.readAllBytes())); }
                        }
                        try (java.io.InputStream in = getClass().getResourceAsStream("/only.txt")) {
                            texts.add(new String(in.readAllBytes()));
                        }
                        run.data(texts);
                        return null;
                        """)
                .write(plugins().resolve("acme/a.jar"));

        assertThat(run(load(), "tools/read")).isEqualTo(List.of("first", "second", "here"));
    }

    @Test
    void servicesOfTheServerAreNotFoundByAPlugin() throws Throwable {
        String service = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
        assertThat(getClass().getClassLoader().getResource(service)).isNotNull();
        JarBuilder.jar()
                .entry("META-INF/services/java.lang.Runnable", "acme.Task")
                .source("acme.Task", "public class Task implements Runnable { public void run() {} }")
                .job("acme.Find", "tools", "find", """
                        ClassLoader loader = Thread.currentThread().getContextClassLoader();
                        run.data(java.util.List.of(
                                java.util.Collections.list(loader.getResources("%s")).size(),
                                java.util.ServiceLoader.load(Runnable.class).iterator().next().getClass().getName()));
                        return null;
                        """.formatted(service))
                .write(plugins().resolve("acme.jar"));

        assertThat(run(load(), "tools/find")).isEqualTo(List.of(0, "acme.Task"));
    }

    @Test
    void ofAMultiReleaseJarTheClassesForThisJavaAreLoaded() throws Throwable {
        String source = "public class Version { public static String text() { return \"%s\"; } }";
        byte[] nine = JarBuilder.jar()
                .source("acme.Version", source.formatted("9"))
                .compile()
                .get("acme/Version.class");
        JarBuilder.jar()
                .manifest("Multi-Release", "true")
                .source("acme.Version", source.formatted("8"))
                .entry("META-INF/versions/9/acme/Version.class", nine)
                .entry("META-INF/versions/999/acme/Version.class", "not for any Java of today")
                .job("acme.Show", "tools", "show", "run.data(Version.text()); return null;")
                .write(plugins().resolve("acme.jar"));

        Catalog catalog = load();

        assertThat(catalog.issues()).isEmpty();
        assertThat(run(catalog, "tools/show")).isEqualTo("9");
    }

    @Test
    void aPackageKnowsItsManifestAndAClassItsJar() throws Throwable {
        JarBuilder.jar()
                .manifest("Implementation-Version", "4.2")
                .job("acme.About", "tools", "about", """
                        run.data(getClass().getPackage().getImplementationVersion() + " "
                                + getClass().getProtectionDomain().getCodeSource().getLocation());
                        return null;
                        """)
                .write(plugins().resolve("acme.jar"));

        assertThat(run(load(), "tools/about").toString())
                .startsWith("4.2 file:/")
                .endsWith(".jar");
    }
}
