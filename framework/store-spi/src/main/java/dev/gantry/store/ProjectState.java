package dev.gantry.store;

import java.util.List;

/**
 * What a project is doing.
 *
 * @param concurrency how many of its runs may be RUNNING at once
 * @param running those that are RUNNING, in the order of their numbers
 * @param queued how many are QUEUED
 */
public record ProjectState(int concurrency, List<Run> running, long queued) {

    public ProjectState {
        running = List.copyOf(running);
    }
}
