/**
 * The contract of a {@link dev.gantry.store.RunStore}, executable.
 *
 * <p>A store passes it when a test class of its own extends {@link dev.gantry.store.tck.RunStoreContract} and is green. Each
 * interface here holds the promises of one concern.
 */
package dev.gantry.store.tck;
