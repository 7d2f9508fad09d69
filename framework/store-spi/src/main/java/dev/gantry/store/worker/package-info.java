/** The workers that share a store: what each says of itself, and what is asked of it. */
package dev.gantry.store.worker;
