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
 * files/0190c3a2-…/7d5e01c9-…      the content of a file of a run; what it is called, the journal and partitions know
 * </pre>
 *
 * <h2>The way of a run</h2>
 *
 * The committer, one thread, takes all commands that wait, applies them to the ledger in heap, appends what changed as one
 * frame (checksum, length, sequence, payload) to the last segment and forces it. Then readers see it and callers are
 * answered. Reports of running jobs wait up to 100 ms for a frame to ride on. The params of queued runs past a configured
 * number are dropped from heap and read from their frame when the run is claimed; if that frame is damaged by then, the run is
 * held with the reason in its log, and the reason takes the place of the params wherever the run goes.
 *
 * <p>A generation is the part of the journal that one partition replaces. When it has enough finished runs, the next
 * generation begins. Every unfinished run is carried into it, whole, so that it needs nothing from before: step by step, while
 * others are served, and one that changes before its turn is written whole then. After the last the sealer, another thread,
 * writes the finished runs into a MapDB file. A run that is retried after that is written whole into the journal, and into a
 * later partition when it finishes again: what is newer shadows what is older, everywhere.
 *
 * <p>A stash or file that is put before its run is submitted is carried from generation to generation by itself until the run
 * takes it over; then it is part of the run, wherever that goes. One that is put when the run is finished writes the run anew,
 * like a retry. So it is with the concurrency of projects, with cancels that other servers have not confirmed, and with finished
 * runs that have children there: each generation begins with all of them. Parking is not written, as leases are not. Who
 * descends from whom is rebuilt at an open from the unfinished runs and the runs above them.
 *
 * <h2>The order of forces</h2>
 *
 * <ol>
 *   <li>A segment is zero-filled and forced, its header is written and forced, it gets its name, the folder is forced; only
 *       then the first frame.
 *   <li>A frame is forced; only then it is shown and acknowledged, and only then the next frame is written. So at most the
 *       last frame can be torn. Claims alone are acknowledged once it is written: what follows from them is in later frames.
 *   <li>After a failed write or force the frame is cleared where it stands, so that a killed process leaves nothing of it, and
 *       the next one goes to a new segment, whose header says from which sequence on earlier frames are void. Only a power
 *       cut before that header is forced can bring back what was refused.
 *   <li>A partition is written and closed, forced, read from end to end against its checksums, renamed, the folder forced;
 *       only then its runs leave the heap and its segments may be overwritten.
 *   <li>The content of a file is forced and has its place before a frame gives it a name; a run and its partition are gone
 *       before the contents of its files are deleted. What a crash leaves in between has no name and goes after a day.
 * </ol>
 *
 * <p>An open reads the partitions' contents and replays the segments of the generations that have none: the last, and that
 * before while it is carried over or sealed. A stop
 * is never anything but a crash, so there is one way to open, however the store was left.
 *
 * <h2>Finding a run among many partitions</h2>
 *
 * In heap are, of each partition, which numbers it holds (a few bytes if they have no gaps) and a Bloom filter over the uuids,
 * keys and terms of its runs. The filters of up to 16 partitions lie side by side, so that eight reads of memory say in which
 * of them something may be. Only these are looked into: a bucket of hashes says where in the file a run is, a posting which
 * runs have a term.
 *
 * <h2>The format</h2>
 *
 * Entries of the journal and records of the partitions are read by position and have no version: new parts go to the end, new
 * kinds of entries and attachments get new numbers, and an unknown number is refused as written by a newer version. The origin
 * of runs and what hangs on them came before the first release; folders of earlier builds cannot be read.
 */
package dev.gantry.store.mapdb;
