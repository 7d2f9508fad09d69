package dev.gantry.plugin;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Code of the server, on which it depends what is found in a plugin.
 *
 * @param place the jar or folder that it was loaded from
 * @param version what tells one state of the code from another, as far as file dates can
 */
record ServerCode(Path place, String version) {

    /** The code that a class of the server comes with. */
    static ServerCode of(Class<?> type) {
        Path place;
        try {
            place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place that %s was loaded from is no file".formatted(type), e);
        }
        try (Stream<Path> files = Files.walk(place)) {
            String version = files.sorted()
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .collect(joining("\n"));
            return new ServerCode(place, version);
        } catch (IOException e) {
            throw new UncheckedIOException("the server's own code cannot be read: " + place, e);
        }
    }
}
