package dev.gantry.client.wire;

/**
 * Where discovery starts.
 *
 * @param name always {@code Gantry}
 * @param version the version of the server
 * @param branches the path of the list of root branches
 * @param runs the path of the list of all runs
 * @param projects the path of what is known of projects
 * @param plugins the path of the list of plugins
 * @param workers the path of the list of workers
 * @param health the path of the server's health
 */
public record Index(
        String name,
        String version,
        String branches,
        String runs,
        String projects,
        String plugins,
        String workers,
        String health) {}
