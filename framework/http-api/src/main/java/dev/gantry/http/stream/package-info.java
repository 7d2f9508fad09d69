/**
 * The streams of runs as server-sent events. A stream remembers what it has sent and works out what is new when it is told
 * of a change: a reader that is slow gets fewer, larger steps, and costs nobody anything.
 */
package dev.gantry.http.stream;
