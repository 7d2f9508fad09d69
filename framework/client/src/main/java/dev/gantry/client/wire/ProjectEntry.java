package dev.gantry.client.wire;

import java.util.List;

/**
 * What a project is doing.
 *
 * @param project its name
 * @param concurrency how many of its runs may be executed at once
 * @param running those that are executed, oldest first
 * @param queued how many wait
 */
public record ProjectEntry(String project, int concurrency, List<AddressedRun> running, long queued) {

    public ProjectEntry {
        running = List.copyOf(running);
    }
}
