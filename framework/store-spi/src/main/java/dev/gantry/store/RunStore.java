package dev.gantry.store;

import dev.gantry.store.worker.WorkerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Where runs live.
 *
 * <p>Every method is a transition or a query and is atomic. A returned future completes once what it reports is durable
 * (on disk, forced), or exceptionally with a {@link StoreUnavailableException} if it never will be; it completes on a
 * thread of the store, so what depends on it must not block. A query shows only what is durable. All methods may be
 * called from any thread and do not wait for a disk, except the queries, which may read from one; none reacts to
 * interrupts. The store's clock decides what is due and which lease ran out. Moments are kept to the microsecond at least.
 *
 * <p>The contract is executable: {@code RunStoreContract} in {@code gantry-store-tck}.
 */
public interface RunStore extends RunReader, AutoCloseable {

    /**
     * Create runs, all or none. A run whose uuid is taken, or whose path has its idempotency key, is not created; the one
     * that is there is reported instead: the one with its uuid, else the one with its key. Stash and files that were put
     * before are the new run's.
     *
     * <p>Fails with a {@link LeaseLostException}, and creates none, if an attempt that submits no longer holds its run, or
     * that was cancelled: what it queues would never be cancelled with it.
     *
     * @return one submission for each run, in order
     */
    CompletableFuture<List<Submission>> submit(List<NewRun> runs);

    /**
     * Give runs to a worker: those of its job types that are due, and those whose lease ran out. Each is RUNNING
     * afterwards under a fence higher than any it had, with {@code attempts} one more. A cancelled run whose lease ran
     * out is not given away but becomes CANCELLED. A run whose holder asks, and says that it still holds it, stays with it.
     *
     * <p>Of the runs of one project no more are RUNNING than its concurrency allows, parked ones included; runs that could
     * not begin for that stand in nobody's way. Parked runs that ask to go on do so first, as far as the limits of their
     * jobs allow: a parked run does not count against that limit.
     *
     * <p>The future may complete before the claim is forced, so that a query may not show it yet; every other call that is made
     * from then on is answered later than the claim is durable. A power cut in between undoes it, with everything that
     * followed from it. A disk that fails in between does not: the runs stay with the worker, which goes on with them.
     */
    CompletableFuture<Claims> claim(ClaimRequest request);

    /** Extend leases from now. Those that are no longer the worker's are reported as lost. */
    CompletableFuture<Renewal> renew(List<LeaseRef> leases, Duration lease);

    /**
     * Park runs: they wait for others, and need a claim to go on. Forgotten when the lease runs out and another worker
     * takes the run over; a store that one process has to itself may forget it when it is opened.
     *
     * @return those that are parked now; the others are no longer the worker's
     */
    CompletableFuture<Set<LeaseRef>> park(List<LeaseRef> leases);

    /**
     * Record what attempts report. Reports may wait up to 100 ms for others to share a write with; a later report of the
     * same run is never recorded before an earlier one.
     *
     * @return the runs that did not take their report because its fence is old
     */
    CompletableFuture<List<UUID>> update(List<RunUpdate> updates);

    /**
     * End attempts. A finished run is complete (progress 1) and has no lease. A run whose cancel was requested becomes
     * CANCELLED with result 410, whatever the ending says.
     *
     * @return the runs that did not take their completion because its fence is old
     */
    CompletableFuture<List<UUID>> complete(List<Completion> completions);

    /**
     * Write a stash, if it is as the one who writes expects; readers see all of it or nothing. Fails with a
     * {@link LeaseLostException} if an attempt that writes no longer holds its run.
     *
     * <p>A stash or file of a run that nobody submits within the retention of runs goes.
     */
    CompletableFuture<StashWrite.Result> putStash(StashWrite write);

    /**
     * Give a content its name, in place of what had that name. Fails with a {@link LeaseLostException} if an attempt that
     * writes no longer holds its run, and with a {@link java.util.NoSuchElementException} if there is no such content.
     */
    CompletableFuture<StoredFile> putFile(FileWrite write);

    /** Where the contents of files are. */
    FileContents contents();

    /** Let so many runs of a project be RUNNING at once, at least 1; none that is RUNNING is stopped. */
    CompletableFuture<ProjectState> limitProject(String project, int concurrency);

    /**
     * Remember, before it is queued, that an attempt queues a run on another server, so that it is cancelled with its
     * parent. Fails with a {@link LeaseLostException} if the attempt no longer holds its run, or that was cancelled.
     */
    CompletableFuture<RemoteRun> linkRemote(LeaseRef by, RemoteRun child);

    /** The other server knows that the run is cancelled, or has never heard of it: take it from {@link #remoteCancels()}. */
    CompletableFuture<RemoteRun> confirmRemoteCancel(RemoteRun child);

    /**
     * Cancel a run. A QUEUED run becomes CANCELLED with result 410; of a RUNNING run the request is recorded, and it can
     * then end in no other way. A finished run stays as it is, and a second cancel changes nothing.
     *
     * <p>If this call changed the run, all unfinished runs that descend from it by {@link Origin#parent()} are cancelled
     * with it, also below those that are finished; and those on other servers become {@link #remoteCancels()}.
     *
     * @param why recorded in the run's log if this call changed the run
     * @return the run as it is afterwards; empty if there is none
     */
    CompletableFuture<Optional<Run>> cancel(UUID uuid, LogLine why);

    /**
     * Queue a finished run again, due at once, with no errors counted and no cancel requested. Params, data and log stay;
     * progress starts from nothing. A run that is not finished stays as it is.
     *
     * @param why recorded in the run's log if this call changed the run
     * @param by the attempt that asks for it, if one does: fails with a {@link LeaseLostException} if that no longer holds
     *     its run, or if its run was cancelled
     * @return the run as it is afterwards, with whether this call changed it as {@link Submission#created()}; empty if
     *     there is none
     */
    CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why, Optional<LeaseRef> by);

    /** The same, asked for by nobody's attempt. */
    default CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why) {
        return retry(uuid, why, Optional.empty());
    }

    /**
     * Drop finished runs, all that belongs to them at once. A store may drop in lots: it may keep a run that finished
     * before the given moment together with later ones, and drops it with them; it never drops a run that finished later,
     * nor one with descendants that are not finished.
     *
     * @return how many were dropped
     */
    CompletableFuture<Long> dropFinishedBefore(Instant moment);

    /**
     * Be told of every change, after it is durable, with the run as it then is. Changes of one run arrive in order; of
     * several in quick succession only the last may arrive. The listener is called on a thread of the store: it must not
     * block nor throw.
     *
     * @return ends the subscription when closed
     */
    default Subscription onChange(Consumer<Run> listener) {
        return onChange(any -> true, listener);
    }

    /**
     * Be told of the changes of some runs as by {@link #onChange(Consumer)}, and of those of every run that was cancelled or is
     * to be. What nobody in this process wants to be told of need not be fetched when another process changed it.
     *
     * @param whose which runs; asked for every run that changes, on any thread: it must not block nor throw
     * @return ends the subscription when closed
     */
    Subscription onChange(Predicate<UUID> whose, Consumer<Run> listener);

    /**
     * Be told of signals, by whichever process they are given; of several of a kind in quick succession perhaps only once,
     * and after a lost connection perhaps once more. The listener must not block nor throw.
     *
     * @return ends the subscription when closed
     */
    Subscription onSignal(Consumer<Signal> listener);

    /** The workers that share this store. */
    WorkerRegistry workers();

    /** Make everything durable that was accepted, and let go of files and connections. A second close does nothing. */
    @Override
    void close();

    /** A standing wish to be told of changes. */
    interface Subscription extends AutoCloseable {

        /** Stop being told. A second close does nothing. */
        @Override
        void close();
    }
}
