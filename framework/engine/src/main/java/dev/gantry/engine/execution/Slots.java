package dev.gantry.engine.execution;

import dev.gantry.store.LeaseRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Who occupies the slots of a worker, who gave one back while he waits, who of those wants one again, and who waits for a
 * first one.
 *
 * <p>An attempt is in one of the sets from its start to its end, and whatever comes too late for it changes nothing: so no
 * slot is lost or counted twice. Thread-safe.
 */
final class Slots {

    private final int count;
    private final Set<LeaseRef> occupied = new HashSet<>();
    private final Set<LeaseRef> parked = new HashSet<>();
    private final Map<LeaseRef, CompletableFuture<Void>> resuming = new LinkedHashMap<>();
    private final Backlog backlog = new Backlog();
    private long ended;

    Slots(int count) {
        this.count = count;
    }

    /** Occupy a slot, whether or not one is free. */
    synchronized void occupy(LeaseRef attempt) {
        occupied.add(attempt);
    }

    /** Wait for a first slot. */
    synchronized void await(LeaseRef attempt) {
        backlog.add(attempt);
    }

    /**
     * Give the free slots to those who wait for a first one, and yield them. Those who want a slot again go first, so that
     * nobody is given one while there are others of them than those that a claim has just refused.
     */
    synchronized List<LeaseRef> fill(Collection<LeaseRef> refused) {
        List<LeaseRef> begun = new ArrayList<>();
        if (refused.containsAll(resuming.keySet())) {
            for (Optional<LeaseRef> next = next(); next.isPresent(); next = next()) {
                begun.add(next.get());
            }
        }
        backlog.filled();
        return begun;
    }

    private Optional<LeaseRef> next() {
        Optional<LeaseRef> next = occupied.size() < count ? backlog.next() : Optional.empty();
        next.ifPresent(occupied::add);
        return next;
    }

    /** Wait for a first slot no longer; false if it has one, had one, or never waited. */
    synchronized boolean withdraw(LeaseRef attempt) {
        return backlog.remove(attempt);
    }

    /** Let nobody wait for a first slot any longer; those who did. */
    synchronized List<LeaseRef> withdrawAll() {
        return backlog.clear();
    }

    /** Let nobody wait for a first slot any longer if one did so before the period that ends now; those who did. */
    synchronized List<LeaseRef> withdrawOld() {
        return backlog.endPeriod();
    }

    /** Give the slot of an attempt to others, unless it has ended. */
    synchronized void park(LeaseRef attempt) {
        if (occupied.remove(attempt)) {
            parked.add(attempt);
        }
    }

    /** Want a slot again; completes once there is one, and is complete for an attempt that gave none back or has ended. */
    synchronized CompletableFuture<Void> resume(LeaseRef attempt) {
        return parked.contains(attempt)
                ? resuming.computeIfAbsent(attempt, lease -> new CompletableFuture<>())
                : CompletableFuture.completedFuture(null);
    }

    /** Want none any more. */
    synchronized void giveUp(LeaseRef attempt) {
        resuming.remove(attempt);
    }

    /** An attempt has a slot again. */
    void resumed(LeaseRef attempt) {
        CompletableFuture<Void> granted;
        synchronized (this) {
            if (parked.remove(attempt)) {
                occupied.add(attempt);
            }
            granted = resuming.remove(attempt);
        }
        if (granted != null) {
            granted.complete(null);
        }
    }

    /** The attempt has ended; yields who has its slot now. A thread of its that still waits for the slot is let go. */
    Optional<LeaseRef> leave(LeaseRef attempt) {
        CompletableFuture<Void> wanted;
        Optional<LeaseRef> next;
        synchronized (this) {
            occupied.remove(attempt);
            parked.remove(attempt);
            wanted = resuming.remove(attempt);
            next = resuming.isEmpty() ? next() : Optional.empty();
            ended++;
        }
        if (wanted != null) {
            wanted.complete(null);
        }
        return next;
    }

    /** How many slots nobody occupies. */
    synchronized int free() {
        return Math.max(0, count - occupied.size());
    }

    /** Whether nobody occupies a slot or wants one. */
    synchronized boolean allParked() {
        return occupied.isEmpty() && resuming.isEmpty() && backlog.size() == 0;
    }

    /** How many wait for a first slot. */
    synchronized int waiting() {
        return backlog.size();
    }

    /** Whether it is time to claim more, so that no slot becomes free without somebody who waits for it. */
    synchronized boolean runLow() {
        return backlog.isLow();
    }

    /** How many attempts have ended so far. */
    synchronized long ended() {
        return ended;
    }

    /** Who wants a slot again, in the order of asking. */
    synchronized List<LeaseRef> resuming() {
        return resuming.isEmpty() ? List.of() : List.copyOf(resuming.keySet());
    }

    /** The attempts that are executed, those that wait for others included. */
    synchronized List<LeaseRef> attempts() {
        List<LeaseRef> all = new ArrayList<>(occupied);
        all.addAll(parked);
        return all;
    }
}
