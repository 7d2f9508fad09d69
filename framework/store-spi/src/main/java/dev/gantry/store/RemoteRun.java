package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A run on another server that a run of this store queued.
 *
 * @param parent the run of this store
 * @param api where the other server is reached
 * @param address the run there
 */
public record RemoteRun(UUID parent, String api, RunAddress address) {

    public RemoteRun {
        requireNonNull(parent, "parent is null");
        requireNonNull(api, "api is null");
        requireNonNull(address, "address is null");
    }
}
