package dev.gantry.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Gantry that is proved.
 *
 * @param main the class with the main method
 * @param version as {@code gantry --version} says it
 * @param clock tells on which day it was proved
 */
public record Installation(Class<?> main, String version, InstantSource clock) {

    /** The version, and a number that is another one if any of Gantry's own code is another one. */
    String build() {
        CRC32 code = new CRC32();
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .filter(path -> Objects.toString(path.getFileName()).startsWith("gantry-") && Files.isRegularFile(path))
                .sorted()
                .toList();
        jars.forEach(jar -> addEntries(jar, code));
        return jars.isEmpty() ? version + " (not packaged)" : "%s (code %08x)".formatted(version, code.getValue());
    }

    private static void addEntries(Path jar, CRC32 code) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .forEach(entry -> code.update(line(entry).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }

    private static String line(ZipEntry entry) {
        return "%s %08x%n".formatted(entry.getName(), entry.getCrc());
    }
}
