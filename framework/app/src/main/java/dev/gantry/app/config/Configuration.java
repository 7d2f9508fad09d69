package dev.gantry.app.config;

import dev.gantry.schema.Suggestion;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Gathers what options, environment and a properties file say, in that order of precedence.
 *
 * <p>A name that nobody knows is a problem, with a guess at what was meant: a setting that is silently ignored costs its
 * user an evening. All problems are reported together.
 */
public final class Configuration {

    private static final String PREFIX = "GANTRY_";

    /** Variables that are read elsewhere: by the launcher script, by the logging configuration, or above. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of("GANTRY_CONFIG", "GANTRY_JAVA_OPTS", "GANTRY_JAVA", "GANTRY_LOG_LEVEL");

    private static final Path DEFAULT_FILE = Path.of("gantry.properties");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    private Configuration() {}

    /**
     * Gather the settings.
     *
     * @param options what the command line says
     * @param environment all variables; those that do not begin with {@code GANTRY_} are passed over
     * @param file the properties file, if there is one
     * @throws ConfigurationException with everything that is wrong
     */
    public static GantrySettings load(
            Map<Setting, String> options, Map<String, String> environment, Optional<Path> file)
            throws ConfigurationException {
        Configuration configuration = new Configuration();
        file.ifPresent(configuration::readFile);
        configuration.readEnvironment(environment);
        configuration.values.putAll(options);
        GantrySettings settings = new SettingsParser(configuration.values, configuration.problems).parse();
        if (!configuration.problems.isEmpty()) {
            throw new ConfigurationException(configuration.problems);
        }
        return settings;
    }

    /** The properties file to read: the one that was named, else the one in {@code GANTRY_CONFIG}, else the usual one. */
    public static Optional<Path> file(Optional<Path> named, Map<String, String> environment) {
        return named.or(() ->
                        Optional.ofNullable(environment.get("GANTRY_CONFIG")).map(Path::of))
                .or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists));
    }

    private void readFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s cannot be read as a properties file: %s".formatted(file, e));
        }
        for (String key : properties.stringPropertyNames()) {
            Setting.ofKey(key)
                    .ifPresentOrElse(
                            setting -> values.put(
                                    setting, properties.getProperty(key).trim()),
                            () -> problems.add("%s: unknown setting \"%s\"%s"
                                    .formatted(file, key, Suggestion.hint(key, Setting.keys()))));
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !OTHER_VARIABLES.contains(variable)) {
                Setting.ofVariable(variable)
                        .ifPresentOrElse(
                                setting -> values.put(setting, value),
                                () -> problems.add("environment: unknown variable %s%s"
                                        .formatted(variable, Suggestion.hint(variable, Setting.variables()))));
            }
        });
    }
}
