/**
 * {@code gantry verify}: proves a server under faults.
 *
 * <p>A round starts servers as processes of their own on one folder, one after the other. Callers ask them for things
 * ({@code load}), jobs write down past them what they do ({@code jobs}), and a fault befalls each ({@code fault}). In the life
 * of a last server, which nothing befalls, all comes to its end and is read. What was asked, answered, written down and read
 * is the history ({@code history}), and rules say what must be true of every one ({@code check}).
 */
package dev.gantry.verify;
