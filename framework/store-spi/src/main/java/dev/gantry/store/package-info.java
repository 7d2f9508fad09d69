/**
 * The durable model and the port behind which it lives.
 *
 * <p>A {@link dev.gantry.store.Run} is what is remembered of one submitted execution of a job; a
 * {@link dev.gantry.store.RunStore} moves it from state to state. Params and data are JSON text here: a store never loads
 * a class of a plugin. {@link dev.gantry.store.RunState} has the states, in prose.
 */
package dev.gantry.store;
