package dev.gantry.store.postgres;

import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import dev.gantry.store.memory.ChangeFeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells listeners of signals and of changes, by whichever process and on whichever way they became known: a run that is older than what
 * was told of it before is not told. Thread-safe.
 */
final class News implements AutoCloseable {

    /** A power of two. */
    private static final int REMEMBERED = 1 << 16;

    private final ChangeFeed feed = new ChangeFeed();
    /** What was told last: of all runs whose numbers have the same last bits the one that came last, and its revision. */
    private final long[] numbers = new long[REMEMBERED];

    private final long[] revisions = new long[REMEMBERED];

    RunStore.Subscription add(Predicate<UUID> whose, Consumer<Run> listener) {
        return feed.add(whose, listener);
    }

    /** Whether anybody here wants to be told of the changes of a run. */
    boolean isWanted(UUID run) {
        return feed.isWanted(run);
    }

    RunStore.Subscription addSignals(Consumer<Signal> listener) {
        return feed.signals().add(listener);
    }

    void publishSignals(Collection<Signal> given) {
        given.forEach(feed.signals()::publish);
    }

    synchronized void publish(Collection<Run> runs) {
        List<Run> fresh = new ArrayList<>(runs.size());
        for (Run run : runs) {
            int place = (int) run.number() & (REMEMBERED - 1);
            long revision = run.stamp().revision();
            if (numbers[place] != run.number() || revisions[place] < revision) {
                numbers[place] = run.number();
                revisions[place] = revision;
                fresh.add(run);
            }
        }
        feed.publish(fresh);
    }

    @Override
    public void close() {
        feed.close();
    }
}
