package dev.gantry.console;

import dev.gantry.console.jobs.ConsoleJob;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the jobs of these tests into a jar, as a team would. */
final class TestJobs {

    private TestJobs() {}

    /** Make a plugins folder with the jar in it, and beside it one that is no jar. */
    static Path folder(Path parent) throws IOException {
        Path plugins = Files.createDirectories(parent.resolve("plugins"));
        pack(plugins.resolve("shop.jar"));
        Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
        return plugins;
    }

    private static void pack(Path jar) throws IOException {
        String inJar = ConsoleJob.class.getPackageName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.list(classes().resolve(inJar))) {
            for (Path type : all.sorted().toList()) {
                out.putNextEntry(new JarEntry(inJar + "/" + type.getFileName()));
                Files.copy(type, out);
                out.closeEntry();
            }
        }
    }

    private static Path classes() {
        try {
            return Path.of(ConsoleJob.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
