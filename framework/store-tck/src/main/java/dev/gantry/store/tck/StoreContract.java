package dev.gantry.store.tck;

/** What every part of the contract works on. */
public interface StoreContract {

    /** The store of this test. */
    StoreFixture fixture();
}
