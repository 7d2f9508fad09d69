package dev.gantry.app;

import dev.gantry.app.jobs.AddJob;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the jobs of these tests into a jar, as a team would. */
public final class TestPlugin {

    private TestPlugin() {}

    /** Make a plugins folder with the jar in it. */
    public static Path folder(Path parent) {
        return folder(parent, type -> true);
    }

    /** Make a plugins folder with a jar in it that has some of the classes, by their names without package. */
    static Path folder(Path parent, Predicate<String> wanted) {
        try {
            Path plugins = Files.createDirectories(parent.resolve("plugins"));
            pack(plugins.resolve("tests.jar"), wanted);
            return plugins;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path jar, Predicate<String> wanted) throws IOException {
        String inJar = AddJob.class.getPackageName().replace('.', '/');
        Path classes = testClasses().resolve(inJar);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.list(classes)) {
            List<Path> types = all.filter(
                            type -> wanted.test(type.getFileName().toString().replaceFirst("[$.].*", "")))
                    .sorted()
                    .toList();
            for (Path type : types) {
                out.putNextEntry(new JarEntry(inJar + "/" + type.getFileName()));
                Files.copy(type, out);
                out.closeEntry();
            }
        }
    }

    private static Path testClasses() {
        try {
            URI place = AddJob.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
