package dev.gantry.engine.jobs;

import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.Timers;
import dev.gantry.job.JobApiException;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other servers that runs there are cancelled because their parents here were, again and again until each has
 * understood, also after a restart. A server that is away keeps no other from being told. Thread-safe.
 */
public final class RemoteCancels implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RemoteCancels.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Set<Integer> FINAL = Set.of(404, 409);
    private static final int FIRST_FAULT_OF_SERVERS = 500;

    private final RunStore store;
    private final Peers peers;
    private final Timers timers;
    private final Set<String> beingTold = ConcurrentHashMap.newKeySet();
    private final Set<String> toBeTold = ConcurrentHashMap.newKeySet();
    private final Map<String, Duration> pauses = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService pool;

    /** Make one; {@link #look()} begins. */
    public RemoteCancels(RunStore store, Peers peers, Machine machine) {
        this.store = store;
        this.peers = peers;
        this.timers = machine.timers();
        this.pool = machine.threads().newPool("gantry-remote-cancels");
    }

    /** A run was cancelled, or the engine starts: there may be something to tell. Never blocks. */
    public void look() {
        if (looking.compareAndSet(false, true)) {
            try {
                execute(() -> {
                    looking.set(false);
                    lookNow();
                });
            } catch (RuntimeException | Error e) {
                // No thread is to be had at the moment, or the engine is closing.
                looking.set(false);
                log.warn("the runs to be cancelled on other servers cannot be told of now: {}", e.toString());
                timers.after(LONGEST_PAUSE, this::look);
            }
        }
    }

    private void lookNow() {
        try {
            store.remoteCancels().stream()
                    .map(RemoteRun::api)
                    .distinct()
                    .forEach(server -> execute(() -> tell(server)));
        } catch (RuntimeException e) {
            if (pool.isShutdown()) {
                return;
            }
            log.warn("the runs to be cancelled on other servers cannot be listed; trying again: {}", e.toString());
            timers.after(FIRST_PAUSE, this::look);
        }
    }

    private void execute(Runnable work) {
        if (!pool.isShutdown()) {
            pool.execute(work);
        }
    }

    private void tell(String server) {
        toBeTold.add(server);
        if (!beingTold.add(server)) {
            return;
        }
        try {
            while (toBeTold.remove(server)) {
                tellAll(server);
            }
        } finally {
            beingTold.remove(server);
        }
        if (toBeTold.contains(server)) {
            // Another cancel came when this thread had looked for the last time, and still was in the way.
            look();
        }
    }

    private void tellAll(String server) {
        int untold = 0;
        try {
            List<RemoteRun> runs = store.remoteCancels().stream()
                    .filter(run -> run.api().equals(server))
                    .toList();
            untold = runs.size();
            for (RemoteRun run : runs) {
                untold -= tell(run) ? 1 : 0;
            }
        } catch (RuntimeException e) {
            untold = Math.max(1, untold);
            log.warn("{} runs on {} are to be cancelled; trying again: {}", untold, server, e.toString());
        }
        if (untold == 0) {
            pauses.remove(server);
        } else {
            timers.after(pauses.merge(server, FIRST_PAUSE, (last, first) -> longer(last)), this::look);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Tell of one run, and say whether that is settled. */
    private boolean tell(RemoteRun run) {
        try {
            boolean known = deliver(run);
            if (!known && mayStillBeQueued(run)) {
                return false;
            }
        } catch (JobApiException e) {
            if (e.code() >= FIRST_FAULT_OF_SERVERS) {
                throw e;
            }
            // What is wrong with one run is no reason not to tell of the others.
            log.warn("{} on {} is to be cancelled; trying again: {}", run.address(), run.api(), e.toString());
            return false;
        }
        store.confirmRemoteCancel(run).join();
        return true;
    }

    /** While the parent has not ended, its queueing may be under way to the other server. */
    private boolean mayStillBeQueued(RemoteRun run) {
        return store.find(run.parent())
                .map(parent -> !parent.state().finished())
                .orElse(false);
    }

    /**
     * Cancel a run on another server, now.
     *
     * @return whether that one knows the run
     */
    private boolean deliver(RemoteRun run) {
        String caller = store.find(run.parent())
                .map(ProjectRuns::addressOf)
                .map(Object::toString)
                .orElseGet(() -> run.parent().toString());
        try {
            peers.at(URI.create(run.api()), caller)
                    .run(run.address().project(), run.address().jobId())
                    .cancel();
            return true;
        } catch (JobApiException e) {
            if (FINAL.contains(e.code())) {
                return e.code() != 404;
            }
            throw e;
        }
    }

    /** Cancel a run that may have come to its server after that was told of the cancel. */
    void deliverAgain(RemoteRun run) {
        try {
            deliver(run);
        } catch (RuntimeException e) {
            log.warn("{} on {} is to be cancelled and could not be: {}", run.address(), run.api(), e.toString());
            look();
        }
    }

    /** Whether a change of a run may be a reason to {@link #look()}. */
    public static boolean concerns(Run run) {
        return run.standing().cancelRequested() || run.state() == dev.gantry.store.RunState.CANCELLED;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
