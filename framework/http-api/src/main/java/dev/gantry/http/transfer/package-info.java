/**
 * Files and stashes on their way: taken and given piece by piece, beside the calls, which have their bodies whole. No thread
 * waits for a client, and a transfer costs the memory of a piece or two. What is read or written on a disk is so on threads
 * of this package.
 */
package dev.gantry.http.transfer;
