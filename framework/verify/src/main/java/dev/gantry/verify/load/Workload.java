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
    private static final int MOST_ITEMS = 6;
    private static final int MAX_ORDERS = 600;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    private final Recorder recorder;
    private final boolean lasting;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Workload(Recorder recorder, boolean lasting) {
        this.recorder = recorder;
        this.lasting = lasting;
    }

    /**
     * Begin.
     *
     * @param lasting whether no run is dropped. Only then submits with a key are repeated, and parents are submitted: a
     *     repeated submit, or a parent that is attempted again, makes a new run in place of one that was dropped
     */
    public static Workload start(
            Server server, Recorder recorder, Path witness, boolean lasting, SplittableRandom random) {
        Workload workload = new Workload(recorder, lasting);
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
            if (dice < 34) {
                submit(caller, random);
            } else if (dice < 37) {
                submitAll(caller, random);
            } else if (dice < 42) {
                recorder.pickParent(random).forEach(caller::cancel);
            } else if (dice < 77) {
                recorder.pick(random).forEach(known -> {
                    if (dice < 59) {
                        caller.read(known);
                    } else if (dice < 65) {
                        caller.cancel(known);
                    } else {
                        caller.retry(known);
                    }
                });
            } else {
                recorder.pickAddressed(random).forEach(known -> {
                    if (dice < 83) {
                        caller.stash(known, random.nextInt(Integer.MAX_VALUE));
                    } else if (dice < 91) {
                        caller.putFile(known, FileOrders.name(random), FileOrders.content(random));
                    } else {
                        caller.readFile(known, FileOrders.name(random), FileOrders.span(random));
                    }
                });
            }
            LockSupport.parkNanos(random.nextLong(PAUSE));
        }
    }

    /** Some of them are such that the schema of the job refuses them. */
    private void submitAll(Caller caller, SplittableRandom random) {
        if (recorder.orders() < MAX_ORDERS) {
            caller.submitAll(recorder.lot(2 + random.nextInt(MOST_ITEMS), random));
        }
    }

    private void submit(Caller caller, SplittableRandom random) {
        List<Order> repeatable = lasting ? recorder.repeatable() : List.of();
        if (!repeatable.isEmpty() && random.nextInt(5) == 0) {
            caller.submit(repeatable.get(random.nextInt(repeatable.size())));
        } else if (recorder.orders() < MAX_ORDERS) {
            caller.submit(lasting ? recorder.order(random) : recorder.single(random));
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
