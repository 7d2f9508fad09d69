package dev.gantry.verify.load;

import dev.gantry.client.GantryClient;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.server.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Callers at work on one server, each on a thread of its own, until they are stopped. */
public final class Workload implements AutoCloseable {

    private static final int CALLERS = 4;
    private static final int MAX_ORDERS = 600;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    private final Recorder recorder;
    private final boolean repeating;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Workload(Recorder recorder, boolean repeating) {
        this.recorder = recorder;
        this.repeating = repeating;
    }

    /**
     * Begin.
     *
     * @param repeating whether submits with a key are repeated, which makes a new run once the old one was dropped
     */
    public static Workload start(
            Server server, Recorder recorder, Path witness, boolean repeating, SplittableRandom random) {
        Workload workload = new Workload(recorder, repeating);
        GantryClient client = new GantryClient(server.uri());
        JobApiCalls addressed = new JobApiCalls(server.uri());
        for (int i = 0; i < CALLERS; i++) {
            SplittableRandom own = random.split();
            Caller caller = new Caller(client, addressed, recorder, witness);
            Thread thread = new Thread(() -> workload.work(caller, own), "verify-caller-" + i);
            thread.setDaemon(true);
            workload.threads.add(thread);
        }
        workload.threads.forEach(Thread::start);
        return workload;
    }

    private void work(Caller caller, SplittableRandom random) {
        while (!stopped) {
            int dice = random.nextInt(100);
            if (dice < 42) {
                submit(caller, random);
            } else {
                recorder.pick(random).forEach(known -> {
                    if (dice < 50) {
                        caller.stash(known, random.nextInt(Integer.MAX_VALUE));
                    } else if (dice < 74) {
                        caller.read(known);
                    } else if (dice < 84) {
                        caller.cancel(known);
                    } else {
                        caller.retry(known);
                    }
                });
            }
            LockSupport.parkNanos(random.nextLong(PAUSE));
        }
    }

    private void submit(Caller caller, SplittableRandom random) {
        List<Order> repeatable = repeating ? recorder.repeatable() : List.of();
        if (!repeatable.isEmpty() && random.nextInt(5) == 0) {
            caller.submit(repeatable.get(random.nextInt(repeatable.size())));
        } else if (recorder.orders() < MAX_ORDERS) {
            Order order = recorder.order(random);
            caller.submit(order);
        }
    }

    /** Stop; returns once every caller has its answer, or the end of its connection. */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
