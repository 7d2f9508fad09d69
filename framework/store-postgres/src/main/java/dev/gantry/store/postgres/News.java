package dev.gantry.store.postgres;

import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import dev.gantry.store.memory.ChangeFeed;
import dev.gantry.store.memory.SignalFeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells listeners of signals and of changes, by whichever process and on whichever way they became known: a run that is older than what
 * was told of it before is not told. Thread-safe.
 */
final class News implements AutoCloseable {

    private static final int REMEMBERED = 20_000;

    private final ChangeFeed feed = new ChangeFeed();
    private final SignalFeed signals = new SignalFeed();
    private final Map<UUID, Long> revisions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    RunStore.Subscription add(Consumer<Run> listener) {
        return feed.add(listener);
    }

    RunStore.Subscription addSignals(Consumer<Signal> listener) {
        return signals.add(listener);
    }

    void publishSignals(Collection<Signal> given) {
        given.forEach(signals::publish);
    }

    synchronized void publish(Collection<Run> runs) {
        if (!feed.isHeard()) {
            return;
        }
        List<Run> fresh = new ArrayList<>(runs.size());
        for (Run run : runs) {
            long revision = run.stamp().revision();
            Long told = revisions.put(run.uuid(), revision);
            if (told == null || told < revision) {
                fresh.add(run);
            } else {
                revisions.put(run.uuid(), told);
            }
        }
        feed.publish(fresh);
    }

    @Override
    public void close() {
        feed.close();
    }
}
