package dev.gantry.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the plugins folder again and again, on a thread of its own.
 *
 * <p>It looks instead of being told because the file systems that plugins are shared on often tell nobody.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final ScheduledExecutorService thread;
    private final Runnable look;
    private String lastFailure = "";

    FolderWatch(Runnable look) {
        this.look = requireNonNull(look, "look is null");
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, FolderWatch::newThread);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = executor;
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "gantry-plugin-watch");
        thread.setDaemon(true);
        return thread;
    }

    void start(Duration every) {
        var unused =
                thread.scheduleWithFixedDelay(this::lookSafely, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void lookSafely() {
        try {
            look.run();
            lastFailure = "";
        } catch (RuntimeException | Error e) {
            // A scheduled look that throws would be the last one, and nobody would know.
            if (!lastFailure.equals(e.toString())) {
                LOG.error("a look at the plugins folder failed; the plugins stay as they are until one goes well", e);
            }
            lastFailure = e.toString();
        }
    }

    /** Look no more; a look in progress is finished. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
