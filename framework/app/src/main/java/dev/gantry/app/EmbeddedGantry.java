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
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public URI uri() {
        return gantry.uri();
    }

    @Override
    public void close() {
        gantry.close();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder %s cannot be deleted; delete it".formatted(data), e);
        }
    }
}
