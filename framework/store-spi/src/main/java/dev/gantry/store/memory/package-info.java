/**
 * The runs of a store in heap: the state machine that every embedded store shares, and the store that has nothing else.
 *
 * <p>{@link dev.gantry.store.memory.Ledger} makes the transitions and says what each of them changed, so that a durable
 * store can write the changes down, publish them once they are on disk, and take them back if they never get there.
 * {@link dev.gantry.store.memory.InMemoryRunStore} is the ledger under a lock.
 */
package dev.gantry.store.memory;
