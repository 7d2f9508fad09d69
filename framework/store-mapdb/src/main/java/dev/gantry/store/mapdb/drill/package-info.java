/**
 * What {@code gantry verify} does to the store of a server that it started: it lets the process die at chosen points, keeps
 * what was not forced from the disk, lets the disk fail, moves the clock and, to try the check itself, plants bugs.
 *
 * <p>A {@link dev.gantry.store.mapdb.drill.Drill} is told to the process by a system property. Without it none of this is
 * ever loaded. The layers lie between the store and its disk:
 *
 * <pre>
 * store - CarelessDisk (planted bugs) - HaltingDisk (dies) - CachedDisk (power cuts) - FailingDisk (errors) - FileDisk
 * </pre>
 *
 * MapDB writes its files past all of them; such a file counts from the force and rename that the store asks for.
 */
package dev.gantry.store.mapdb.drill;
