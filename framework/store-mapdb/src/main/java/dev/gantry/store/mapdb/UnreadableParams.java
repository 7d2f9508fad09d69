package dev.gantry.store.mapdb;

import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.memory.Params;

/**
 * Params that are lost: the frame they were in is damaged. Their run goes on from generation to generation with the reason in
 * their place, so that it can be listed, cancelled and kept like any other.
 *
 * @param reason why they cannot be read, for people
 */
record UnreadableParams(String reason) implements Params {

    @Override
    public String text() {
        throw new StoreUnavailableException(reason);
    }

    /** Params that are at hand, whatever became of those on the disk. */
    static Params atHand(Params params) {
        try {
            return Params.held(params.text());
        } catch (StoreUnavailableException e) {
            return new UnreadableParams(e.getMessage());
        }
    }
}
