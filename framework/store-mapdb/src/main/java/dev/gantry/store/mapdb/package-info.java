/**
 * The store of one machine: a journal is the truth, heap holds what moves, MapDB files hold what is finished.
 *
 * <h2>On disk</h2>
 *
 * <pre>
 * lock                              held by the open store; a second open is refused
 * inventory                         the list of the files below that must be there
 * journal/segment-000000000007     frames of transitions, of one generation
 * journal/spare-7-3                a segment in the making, or one that can be used again
 * partitions/partition-000000004.mapdb      finished runs of one generation, sealed: only read
 * partitions/partition-000000005.building   one in the making; thrown away at the next open
 * </pre>
 *
 * <h2>The way of a run</h2>
 *
 * The committer, one thread, takes all commands that wait, applies them to the ledger in heap, appends what changed as one
 * frame (checksum, length, sequence, payload) to the last segment and forces it. Then readers see it and callers are
 * answered. Reports of running jobs wait up to 100 ms for a frame to ride on. The params of queued runs past a configured
 * number are dropped from heap and read from their frame when the run is claimed.
 *
 * <p>A generation is the part of the journal that one partition replaces. When it has enough finished runs, the next
 * generation begins with every unfinished run, whole, so that it needs nothing from before. Then the sealer, another thread,
 * writes the finished runs into a MapDB file. A run that is retried after that is written whole into the journal, and into a
 * later partition when it finishes again: what is newer shadows what is older, everywhere.
 *
 * <h2>The order of forces</h2>
 *
 * <ol>
 *   <li>A segment is zero-filled and forced, its header is written and forced, it gets its name, the folder is forced; only
 *       then the first frame.
 *   <li>A frame is forced; only then it is shown and acknowledged, and only then the next frame is written. So at most the
 *       last frame can be torn.
 *   <li>After a failed write or force the next frame goes to a new segment, whose header says from which sequence on earlier
 *       frames are void.
 *   <li>A partition is written and closed, forced, read from end to end against its checksums, renamed, the folder forced;
 *       only then its runs leave the heap and its segments may be overwritten.
 * </ol>
 *
 * <p>An open reads the partitions' contents and replays the segments of the generations that have none, at most two. A stop
 * is never anything but a crash, so there is one way to open, however the store was left.
 */
package dev.gantry.store.mapdb;
