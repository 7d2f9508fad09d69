package dev.gantry.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.ConfigurationException;
import dev.gantry.app.config.Setting;
import dev.gantry.cli.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A server that lives as long as one command, on a free port and in a temporary folder. */
final class EmbeddedGantry implements EmbeddedServer {

    private final Gantry gantry;
    private final Path data;

    private EmbeddedGantry(Gantry gantry, Path data) {
        this.gantry = gantry;
        this.data = data;
    }

    static EmbeddedServer start(Path plugins) throws IOException {
        if (!Files.isDirectory(plugins)) {
            throw new NoSuchFileException(
                    "there is no plugins folder %s; name the one that holds the job jars with --plugins"
                            .formatted(plugins.toAbsolutePath()));
        }
        // Who runs one job wants to see that job; what the server has to say matters only if it is an error.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        Path data = Files.createTempDirectory("gantry-run");
        Map<Setting, String> options =
                Map.of(Setting.PORT, "0", Setting.PLUGINS, plugins.toString(), Setting.DATA, data.toString());
        try {
            return new EmbeddedGantry(Gantry.start(Configuration.load(options, Map.of(), Optional.empty())), data);
        } catch (ConfigurationException e) {
            delete(data);
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            delete(data);
            throw e;
        }
    }

    @Override
    public URI uri() {
        return gantry.uri();
    }

    @Override
    public void close() {
        gantry.close();
        delete(data);
    }

    /** The run is what counts: that a folder stays behind, or goes while it is being deleted, spoils no command. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(EmbeddedGantry.class)
                    .error("the temporary folder {} cannot be deleted: {}; delete it by hand", folder, e.toString());
        }
    }
}
