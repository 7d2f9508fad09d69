/**
 * Runs in PostgreSQL, for any number of processes on any number of machines.
 *
 * <p>What changes goes through one {@link dev.gantry.store.postgres.Writer} for each store: it does all that waits in one
 * transaction, so that concurrent callers share a commit. What a run goes through is decided by {@link dev.gantry.store.Run};
 * each row is written under the revision it was read with, so that whoever was faster is noticed. The narrow table
 * {@code run} is what moves; what was asked for, logs, data and files are beside it and written once. Other processes learn
 * of changes through the table {@code change} ({@link dev.gantry.store.postgres.ChangeFollower}).
 */
package dev.gantry.store.postgres;
