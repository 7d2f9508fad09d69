package dev.gantry.http.transport;

import dev.gantry.engine.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.memory.ThreadLocalPoolProvider;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;

/**
 * The threads that answer calls: two for each processor, for more of them cost more than they help.
 *
 * <p>None of them should wait, but code of a plugin (a params record that is being made) or a slow disk may hold one all the
 * same. Whatever holds a thread for longer than a moment gets it to itself, and another takes its place; within bounds, for a
 * thread that computes cannot be stopped.
 */
public final class Workers extends ThreadPoolExecutor {

    /** Much longer than any call takes a thread, even on a busy machine, where more threads would only do harm. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int MOST_STAND_INS = 256;

    private final int usual;
    private final Timers timers;
    /** When each thread that is at work began with what it does. */
    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

    private final AtomicBoolean watching = new AtomicBoolean();

    private Workers(int usual, Timers timers) {
        super(usual, usual, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), Workers::thread);
        this.usual = usual;
        this.timers = timers;
    }

    /** Two for each processor. */
    public static Workers start(Timers timers) {
        return new Workers(2 * Runtime.getRuntime().availableProcessors(), timers);
    }

    /** One as Grizzly makes them: it keeps what it uses for each request for the next one. */
    private static Thread thread(Runnable work) {
        MemoryManager<?> memory = MemoryManager.DEFAULT_MEMORY_MANAGER;
        Thread thread = new DefaultWorkerThread(
                Grizzly.DEFAULT_ATTRIBUTE_BUILDER,
                "gantry-http",
                memory instanceof ThreadLocalPoolProvider pools ? pools.createThreadLocalPool() : null,
                work);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
        begun.put(thread, System.nanoTime());
        watch();
    }

    @Override
    protected void afterExecute(Runnable work, Throwable failure) {
        begun.remove(Thread.currentThread());
    }

    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            timers.after(MOMENT, this::look);
        }
    }

    private void look() {
        long now = System.nanoTime();
        int held = (int) begun.values().stream()
                .filter(since -> now - since > MOMENT.toNanos())
                .count();
        resize(usual + Math.min(held, MOST_STAND_INS));
        watching.set(false);
        if (!begun.isEmpty()) {
            watch();
        }
    }

    private void resize(int size) {
        if (size > getCorePoolSize()) {
            setMaximumPoolSize(size);
            setCorePoolSize(size);
        } else if (size < getCorePoolSize()) {
            setCorePoolSize(size);
            setMaximumPoolSize(size);
        }
    }
}
