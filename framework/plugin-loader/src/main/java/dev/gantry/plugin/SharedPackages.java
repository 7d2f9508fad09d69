package dev.gantry.plugin;

import java.util.List;

/**
 * The packages whose classes plugins share with the server. An annotation or interface that was loaded twice is not the
 * same one, so what the server and a job both touch has to come from one place; everything else is the plugin's own.
 */
final class SharedPackages {

    /** Their prefixes. Each addition takes a library's version away from the plugins. */
    static final List<String> PREFIXES = List.of(
            "dev.gantry.job.",
            "jakarta.ws.rs.",
            "jakarta.validation.",
            "com.fasterxml.jackson.annotation.",
            "org.slf4j.");

    private SharedPackages() {}

    /** Whether a class comes from the server, whatever a plugin brings along. */
    static boolean contain(String className) {
        return PREFIXES.stream().anyMatch(className::startsWith);
    }
}
