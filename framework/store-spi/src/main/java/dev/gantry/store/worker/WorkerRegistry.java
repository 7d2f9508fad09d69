package dev.gantry.store.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The workers that share a store.
 *
 * <p>As far as other processes can see them they are durable; a store that one process has to itself may forget them when
 * it is opened. Futures complete as those of the store do. Thread-safe.
 */
public interface WorkerRegistry {

    /** How long a worker of which nothing is heard is remembered; one that left is forgotten at once. */
    Duration REMEMBERED = Duration.ofDays(1);

    /**
     * A worker begins, or goes on. One that is not known is asked for what it obeys: so it keeps to an order, however long
     * it was away.
     *
     * @return what is asked of it
     */
    CompletableFuture<WorkerOrder> announce(WorkerReport report);

    /**
     * A worker ends.
     *
     * @return whether it was known
     */
    CompletableFuture<Boolean> leave(String worker);

    /**
     * Ask something of workers; they are told by {@link dev.gantry.store.Signal#ORDERS} and by their next announcement. One
     * that was asked to retire stays so.
     *
     * @return those of them that are known, as they are then, by name
     */
    CompletableFuture<List<Worker>> order(Collection<String> workers, WorkerOrder order);

    /**
     * List the workers by name, dead ones too.
     *
     * @throws dev.gantry.store.StoreUnavailableException if that cannot be read
     */
    List<Worker> list();
}
