package dev.gantry.engine.execution;

import dev.gantry.store.LeaseRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Who occupies the slots of a worker, who gave one back while he waits, and who of those wants one again.
 *
 * <p>An attempt is in one of the first two from its start to its end, and whatever comes too late for it changes nothing:
 * so no slot is lost or counted twice. Thread-safe.
 */
final class Slots {

    private final Set<LeaseRef> occupied = new HashSet<>();
    private final Set<LeaseRef> parked = new HashSet<>();
    private final Map<LeaseRef, CompletableFuture<Void>> resuming = new LinkedHashMap<>();

    synchronized void occupy(LeaseRef attempt) {
        occupied.add(attempt);
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

    /** The attempt has ended. A thread of its that still waits for the slot is let go. */
    void leave(LeaseRef attempt) {
        CompletableFuture<Void> wanted;
        synchronized (this) {
            occupied.remove(attempt);
            parked.remove(attempt);
            wanted = resuming.remove(attempt);
        }
        if (wanted != null) {
            wanted.complete(null);
        }
    }

    /** How many slots are occupied. */
    synchronized int occupied() {
        return occupied.size();
    }

    /** Who wants a slot again, in the order of asking. */
    synchronized List<LeaseRef> resuming() {
        return List.copyOf(resuming.keySet());
    }

    /** The runs that are executed, those that wait included. */
    synchronized List<UUID> runs() {
        List<LeaseRef> all = new ArrayList<>(occupied);
        all.addAll(parked);
        return all.stream().map(LeaseRef::uuid).toList();
    }
}
