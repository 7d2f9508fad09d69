package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.job.BaseJob;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Makes a folder full of plugin jars. Each has 100 classes: a branch, some jobs with their params and data, and plain
 * code for the rest.
 */
final class PluginJars {

    private static final int CLASSES = 100;
    private static final int CLASSES_PER_JOB = 3;

    /** Compiled once and then put in place of by names of the same length, which is all that differs between jars. */
    private static final String TEMPLATE = "plugin000";

    private PluginJars() {}

    /**
     * Write jars into a folder.
     *
     * @param jars how many; at most 1,000
     * @param jobs how many jobs in each; at most 33
     */
    static void write(Path folder, int jars, int jobs) throws IOException {
        Files.createDirectories(folder);
        Map<String, byte[]> template = compile(jobs);
        for (int i = 0; i < jars; i++) {
            String name = "plugin%03d".formatted(i);
            Files.write(folder.resolve(name + ".jar"), jar(template, name));
        }
    }

    private static byte[] jar(Map<String, byte[]> template, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : template.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey().replace(TEMPLATE, name)));
                zip.write(new String(entry.getValue(), ISO_8859_1)
                        .replace(TEMPLATE, name)
                        .getBytes(ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> compile(int jobs) throws IOException {
        Path work = Files.createTempDirectory("gantry-plugin-jars");
        try {
            Path output = Files.createDirectories(work.resolve("classes"));
            List<String> arguments = new ArrayList<>(
                    List.of("-proc:none", "--release", "17", "-cp", classPath(), "-d", output.toString()));
            for (Map.Entry<String, String> source : sources(jobs).entrySet()) {
                arguments.add(Files.writeString(work.resolve(source.getKey() + ".java"), source.getValue())
                        .toString());
            }
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (compiler.run(null, messages, messages, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException(messages.toString(UTF_8));
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            for (Path file : filesBelow(output)) {
                if (Files.isRegularFile(file)) {
                    classes.put(
                            output.relativize(file).toString().replace(File.separatorChar, '/'),
                            Files.readAllBytes(file));
                }
            }
            return classes;
        } finally {
            List<Path> files = filesBelow(work);
            for (int i = files.size() - 1; i >= 0; i--) {
                Files.delete(files.get(i));
            }
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static Map<String, String> sources(int jobs) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("Tools", """
                package plugin000;
                @dev.gantry.job.Branch(path = "plugin000", name = "Benchmark", description = "jobs of a benchmark")
                abstract class Tools<P extends Record, D> extends dev.gantry.job.BaseJob<P, D> {}
                """);
        for (int i = 0; i < jobs; i++) {
            sources.put("Job" + i, """
                    package plugin000;
                    import dev.gantry.job.*;
                    import jakarta.validation.constraints.Min;
                    import jakarta.ws.rs.DefaultValue;
                    @Leaf(path = "job%1$d", name = "Job %1$d", description = "counts")
                    public final class Job%1$d extends Tools<Job%1$d.Params, Job%1$d.Output> {
                        public record Params(
                                @DefaultValue("50") @Min(1) int n, String name, java.util.List<String> lines) {}
                        public record Output(long sum) {}
                        @Override public RunResult run(Params params, RunContext<Output> run) {
                            run.data(new Output(new Code%2$d().sum(params.n())));
                            return RunResult.OK;
                        }
                    }
                    """.formatted(i, CLASSES - 1));
        }
        for (int i = 1 + jobs * CLASSES_PER_JOB; i < CLASSES; i++) {
            sources.put("Code" + i, code(i));
        }
        return sources;
    }

    private static String code(int number) {
        String methods = Stream.iterate(0, i -> i + 1)
                .limit(10)
                .map(i -> "public String text%d(int n) { return \"value %d \" + n; }".formatted(i, i * number))
                .collect(Collectors.joining("\n"));
        return """
               package plugin000;
               public class Code%d {
                   %s
                   public long sum(int n) { long sum = 0; for (int i = 0; i < n; i++) { sum += i * %dL; } return sum; }
               }
               """.formatted(number, methods, number);
    }

    private static String classPath() {
        return Stream.of(BaseJob.class, DefaultValue.class, Min.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> Path.of(URI.create(url.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
