package dev.gantry.app.jobapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The examples as a user would drop them in: compiled from their sources and packed. They know nothing of this module. */
final class ExamplesJar {

    private ExamplesJar() {}

    /** Make a plugins folder with the jar in it. */
    static Path folder(Path parent) throws IOException {
        Path plugins = Files.createDirectories(parent.resolve("plugins"));
        Path classes = Files.createDirectories(parent.resolve("classes"));
        compile(sources(), classes);
        try (OutputStream file = Files.newOutputStream(plugins.resolve("examples.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Path type : filesBelow(classes)) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(type).toString().replace('\\', '/')));
                Files.copy(type, jar);
                jar.closeEntry();
            }
        }
        return plugins;
    }

    private static void compile(List<Path> sources, Path into) {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                into.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(messages.toString(StandardCharsets.UTF_8));
        }
    }

    private static List<Path> sources() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("examples"))) {
            folder = folder.getParent();
        }
        return filesBelow(folder.resolve("examples/src/main/java"));
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
