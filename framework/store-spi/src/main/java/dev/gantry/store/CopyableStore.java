package dev.gantry.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A store whose content can be handed to another store as it is, numbers, revisions and fences included.
 *
 * <p>These calls are for a store that nobody works on meanwhile: what they show while others write may be of different moments.
 */
public interface CopyableStore extends RunStore {

    /**
     * Read all that is kept of some runs: those with the lowest numbers past one, in rising order.
     *
     * @param afterNumber 0: from the first on
     * @param limit how many at most, at least 1; fewer if they are large, but at least one if there is any
     * @throws StoreUnavailableException if something of them cannot be read, or is not as it was written
     */
    List<RunRecord> records(long afterNumber, int limit);

    /** The runs that have a stash or files and that nobody has submitted yet. */
    Set<UUID> unsubmitted();

    /** How many of its runs each project may have RUNNING at once; projects that were left at 1 may be absent. */
    Map<String, Integer> concurrencies();

    /**
     * Take over what another store has, all or nothing. Runs keep their numbers, and runs that are submitted later have higher
     * ones. The contents of files must be in {@link #contents()}, finished, under the ids that are named.
     *
     * <p>Nobody holds a run that is received as RUNNING: its lease has run out, it is not parked, and its old fence is not given
     * out again.
     *
     * <p>Fails with an {@link IllegalArgumentException}, and takes nothing, if the uuid or idempotency key of a run is taken, or
     * if its number is not higher than those of the runs before it and of all that the store has.
     *
     * @return how many runs were received
     */
    CompletableFuture<Integer> receive(Transfer transfer);
}
