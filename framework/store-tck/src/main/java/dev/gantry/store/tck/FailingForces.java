package dev.gantry.store.tck;

/** The disk of a store, which can be told to refuse to force anything. */
public interface FailingForces {

    /** Let every force fail from now on. */
    void fail();

    /** Let forces succeed again, and return once the store has noticed. */
    void heal();
}
