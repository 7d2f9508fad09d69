package dev.gantry.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.job.BaseJob;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** Makes real jars of freshly compiled classes. */
final class JarBuilder {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Set<String> left = new TreeSet<>();
    private final List<Path> libraries = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    private JarBuilder() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    static JarBuilder jar() {
        return new JarBuilder();
    }

    /** A jar with one job. */
    static JarBuilder jarWithJob(String branch, String leaf) {
        return jar().job("jobs." + branch + "." + leaf, branch, leaf, "return RunResult.OK;");
    }

    /** Add a job with a branch of its own above it. */
    JarBuilder job(String className, String branch, String leaf, String body) {
        return source(className, """
                @Branch(path = "%s") abstract class %2$sBranch extends BaseJob<%2$s.Params, Object> {}
                @Leaf(path = "%3$s") public class %2$s extends %2$sBranch {
                    public record Params() {}
                    @Override public RunResult run(Params params, RunContext<Object> run) throws Exception {
                        %4$s
                    }
                }
                """.formatted(branch, simpleName(className), leaf, body));
    }

    /** Add a class; its package line and the import of the job API are put before the text. */
    JarBuilder source(String className, String text) {
        String packageName = className.substring(0, className.lastIndexOf('.'));
        sources.put(className, "package %s; import dev.gantry.job.*; %s".formatted(packageName, text));
        return this;
    }

    JarBuilder entry(String name, String text) {
        return entry(name, text.getBytes(UTF_8));
    }

    JarBuilder entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Compile a class but leave it out of the jar. */
    JarBuilder leaveOut(String className) {
        left.add(path(className));
        return this;
    }

    JarBuilder library(Path jar) {
        libraries.add(jar);
        return this;
    }

    JarBuilder manifest(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** The class files, by path, without what is left out. */
    Map<String, byte[]> compile() {
        try {
            Path work = Files.createTempDirectory("gantry-compile");
            Map<String, byte[]> classes = compile(work);
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted((one, other) -> other.compareTo(one))
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> compile(Path work) throws IOException {
        Path output = Files.createDirectories(work.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "--release", "17", "-cp", classPath(), "-d", output.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src").resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalArgumentException(messages.toString(UTF_8));
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                classes.put(
                        output.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
            }
        }
        classes.keySet().removeAll(left);
        return classes;
    }

    private String classPath() {
        Stream<Path> shared = Stream.of(BaseJob.class, DefaultValue.class, Min.class, JsonProperty.class, Logger.class)
                .map(JarBuilder::jarOf);
        return Stream.concat(shared, libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar or folder that a class of the tests' class path comes from. */
    static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The jar's bytes. */
    byte[] bytes() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        ByteArrayOutputStream manifestBytes = new ByteArrayOutputStream();
        try {
            manifest.write(manifestBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.put(JarFile.MANIFEST_NAME, manifestBytes.toByteArray());
        if (!sources.isEmpty()) {
            all.putAll(compile());
        }
        all.putAll(entries);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Write the jar, in place. */
    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
