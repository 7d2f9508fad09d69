package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import dev.gantry.job.BaseJob;
import dev.gantry.schema.JobTypes;
import dev.gantry.schema.KnownSchemas;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers over restarts what was generated for the params records in each content of a plugin: the generation is about
 * half of what a first start with many plugins costs. Params that were refused are not remembered: what is wrong with them
 * is found again, and told again, at every start. Thread-safe.
 */
final class RememberedSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedSchemas.class);

    private final CacheFolder folder;
    private final String madeBy = String.join(
            "\n",
            ServerCode.of(BaseJob.class).version(),
            ServerCode.of(JobTypes.class).version(),
            Runtime.version().toString());

    RememberedSchemas(CacheFolder folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /**
     * What is known about a plugin.
     *
     * @param version what tells one content of its jars from another
     */
    OfPlugin of(String version) {
        Path file = folder.file(Digests.sha256(version + "\n" + madeBy) + ".schemas");
        return new OfPlugin(file, read(file));
    }

    private Properties read(Path file) {
        Properties schemas = new Properties();
        if (folder.has(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                schemas.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("what was remembered of params cannot be read, and is made again: {}", file, e);
                schemas.clear();
            }
        }
        return schemas;
    }

    /** The schemas of the params records in one plugin, by class name. Thread-safe, as its map is. */
    final class OfPlugin implements KnownSchemas {

        private final Path file;
        private final Properties schemas;
        private volatile boolean added;

        private OfPlugin(Path file, Properties schemas) {
            this.file = file;
            this.schemas = schemas;
        }

        @Override
        public Optional<String> find(String className) {
            return Optional.ofNullable(schemas.getProperty(className));
        }

        @Override
        public void add(String className, String schema) {
            schemas.setProperty(className, schema);
            added = true;
        }

        /** Write down what has been added. */
        void keep() {
            if (added) {
                try {
                    StringWriter text = new StringWriter();
                    schemas.store(text, null);
                    folder.write(file, text.toString());
                } catch (IOException e) {
                    LOG.warn("what was found in params cannot be remembered; the next start will generate it again", e);
                }
            }
        }
    }
}
