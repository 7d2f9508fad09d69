/** What was asked of a server and what was seen of it, from its first life to its last. Times are nanoseconds of one clock that never steps. */
package dev.gantry.verify.history;
