package dev.gantry.engine.catalog;

import static java.util.Objects.requireNonNull;

import dev.gantry.engine.time.SystemThreads;
import dev.gantry.schema.JobTypes;
import dev.gantry.schema.KnownSchemas;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/**
 * The world that the classes of one plugin live in: their class loader, the threads that run them, and what reads and
 * writes their records.
 *
 * <p>All of it ends together. A plugin that was removed or replaced {@linkplain #retire() retires} its realm; the realm
 * ends once the last attempt has left it, and its class loader can then be collected. Threads are platform threads: a
 * spinning job on a virtual thread would starve all others. Thread-safe.
 */
public final class PluginRealm {

    private final String plugin;
    private final ClassLoader loader;
    private final Runnable onEnd;
    private final JobTypes types;
    private final ExecutorService threads;

    private int inside;
    private boolean retired;

    /**
     * Open the realm of a plugin.
     *
     * @param plugin the plugin's name
     * @param loader its class loader
     * @param onEnd called once when the realm ends, for example to close the loader
     */
    public PluginRealm(String plugin, ClassLoader loader, Runnable onEnd) {
        this(plugin, loader, KnownSchemas.NONE, onEnd);
    }

    /**
     * Open the realm of a plugin of which something is known from before.
     *
     * @param plugin the plugin's name
     * @param loader its class loader
     * @param schemas what was generated for its params records
     * @param onEnd called once when the realm ends, for example to close the loader
     */
    public PluginRealm(String plugin, ClassLoader loader, KnownSchemas schemas, Runnable onEnd) {
        this(plugin, loader, schemas, onEnd, new SystemThreads().newPool("gantry-plugin-" + plugin));
    }

    /**
     * Open the realm of a plugin on threads that are given, and end with it.
     *
     * @param plugin the plugin's name
     * @param loader its class loader
     * @param schemas what was generated for its params records
     * @param onEnd called once when the realm ends, for example to close the loader
     * @param threads execute its jobs
     */
    public PluginRealm(
            String plugin, ClassLoader loader, KnownSchemas schemas, Runnable onEnd, ExecutorService threads) {
        this.plugin = requireNonNull(plugin, "plugin is null");
        this.loader = requireNonNull(loader, "loader is null");
        this.onEnd = requireNonNull(onEnd, "onEnd is null");
        this.types = new JobTypes(loader, schemas);
        this.threads = requireNonNull(threads, "threads is null");
    }

    /** What an earlier attempt did to the thread is of no concern to the next. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing is scheduled by it; what a job asked for ends with its attempt
    private void makeNew(Thread thread) {
        thread.setContextClassLoader(loader);
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
    }

    /** The plugin's name. */
    public String plugin() {
        return plugin;
    }

    /** The plugin's class loader. */
    public ClassLoader loader() {
        return loader;
    }

    /** What the plugin's records are read and written with. */
    public JobTypes types() {
        return types;
    }

    /**
     * Run something on a thread of the realm, which cannot end before it is done. A name that it gives to the thread is taken
     * back afterwards.
     *
     * @return whether it will run; false if the realm has retired
     */
    public boolean execute(Runnable work) {
        return enter(work, () -> !retired);
    }

    /** Whether this thread, which is one of the realm's and done with its work, may do more of it; it is as new then. */
    public boolean mayGoOn() {
        synchronized (this) {
            if (retired) {
                return false;
            }
        }
        makeNew(Thread.currentThread());
        return true;
    }

    /**
     * Run something for what is inside already, also in a realm that has retired.
     *
     * @return whether it will run; false if nothing is inside any more
     */
    public boolean executeInside(Runnable work) {
        return enter(work, () -> !retired || inside > 0);
    }

    private boolean enter(Runnable work, BooleanSupplier allowed) {
        synchronized (this) {
            if (!allowed.getAsBoolean()) {
                return false;
            }
            inside++;
        }
        boolean started = false;
        try {
            threads.execute(() -> {
                Thread thread = Thread.currentThread();
                String idleName = thread.getName();
                try {
                    makeNew(thread);
                    work.run();
                } finally {
                    thread.setName(idleName);
                    leave();
                }
            });
            started = true;
        } finally {
            if (!started) {
                leave();
            }
        }
        return true;
    }

    /** Take nothing new, and end once everything inside is done. A second call does nothing. */
    public void retire() {
        boolean end;
        synchronized (this) {
            end = !retired && inside == 0;
            retired = true;
        }
        if (end) {
            end();
        }
    }

    private void leave() {
        boolean end;
        synchronized (this) {
            inside--;
            end = retired && inside == 0;
        }
        if (end) {
            end();
        }
    }

    private void end() {
        threads.shutdown();
        onEnd.run();
    }
}
