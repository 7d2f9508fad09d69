package dev.gantry.store.mapdb;

import dev.gantry.store.memory.ChangeFeed;
import dev.gantry.store.memory.Ledger;

/**
 * What of a store is in heap.
 *
 * @param ledger the state of the committer
 * @param shelf what readers see of it
 * @param feed who is told of changes
 */
record Heap(Ledger ledger, Shelf shelf, ChangeFeed feed) {}
