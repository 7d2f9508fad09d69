package dev.gantry.engine.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Decides who goes on, by a seed, wherever a task waits or could be overtaken; and when nobody can go on, lets the time pass
 * until somebody can. Exactly one task runs at a time, so all that is here is only touched by the one that has the baton.
 */
final class Scheduler {

    private static final long MOST_STEPS = 200_000;
    private static final Duration LONGEST_REAL = Duration.ofMinutes(3);
    private static final int LONGEST_DAWDLE = 3_000;

    private record Alarm(long at, long number, Task task) implements Comparable<Alarm> {

        @Override
        public int compareTo(Alarm other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    /** How often tasks are overtaken: the odds of a seed, so that some simulations are smooth and others wild. */
    record Odds(double switches, double dawdles) {}

    private final Random random;
    private final Odds odds;
    private final Trace trace;
    private final Carrier.Pool carriers;
    private final List<Task> ready = new ArrayList<>();
    private final List<Task> interruptible = new ArrayList<>();
    private final Set<Task> begun = new LinkedHashSet<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final Semaphore ended = new Semaphore(0);
    private long now;
    private long alarmsSet;
    private long steps;
    private boolean over;
    private Task last;
    private Throwable failure;

    Scheduler(Random random, Odds odds, Trace trace, Carrier.Pool carriers) {
        this.random = random;
        this.odds = odds;
        this.trace = trace;
        this.carriers = carriers;
    }

    /** Milliseconds since the simulation began. */
    long now() {
        return now;
    }

    void trace(String what) {
        Task task = Task.current();
        trace.add(now, task.host(), task.name(), what);
    }

    /** Begin a task as soon as the seed will have it. */
    void spawn(Host host, String name, Task.Kind kind, Runnable body) {
        makeReady(new Task(this, host, name, kind, body));
    }

    /** Begin a task after a time. Cancelled by the answer, if it has not begun. */
    Runnable after(long delay, Host host, String name, Task.Kind kind, Runnable body) {
        Alarm alarm = new Alarm(now + Math.max(0, delay), alarmsSet++, new Task(this, host, name, kind, body));
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Others may go on before the task that calls this. */
    void letOthersGo() {
        Task me = Task.current();
        if (!over && random.nextDouble() < odds.switches) {
            makeReady(me);
            passBaton();
        }
    }

    /** Wait until {@link #wake} ends this wait, or an interrupt does if that counts. */
    void await(Task me, boolean toInterrupts) {
        if (over) {
            throw new ProcessKilled();
        }
        if (me.kind() != Task.Kind.PATIENT) {
            fail(new Violation("%s on %s waits; nothing may wait on a thread of the store or of timers"
                    .formatted(me.name(), me.host().name())));
        }
        if (toInterrupts) {
            interruptible.add(me);
        }
        passBaton();
        interruptible.remove(me);
        if (over) {
            throw new ProcessKilled();
        }
    }

    /** End a wait of a task, unless it is over already. */
    void wake(Task task, long wait) {
        if (task.endWait(wait)) {
            makeReady(task);
        }
    }

    /** Wait for a time. */
    void sleep(long millis) throws InterruptedException {
        Task me = Task.current();
        long end = now + millis;
        while (now < end) {
            long wait = me.beginWait();
            alarms.add(new Alarm(
                    end, alarmsSet++, new Task(this, me.host(), "alarm", Task.Kind.ALARM, () -> wake(me, wait))));
            await(me, true);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Let a frozen host go on. */
    void thaw(Host host) {
        host.thaw().forEach(ready::add);
    }

    /** Whether the simulation is over, and what still runs is only let go. */
    boolean over() {
        return over;
    }

    private void makeReady(Task task) {
        if (over) {
            return;
        }
        if (random.nextDouble() < odds.dawdles) {
            alarms.add(new Alarm(now + random.nextInt(LONGEST_DAWDLE), alarmsSet++, task));
        } else {
            ready.add(task);
        }
    }

    /** Run tasks from this one on, until there is nothing left to do or something failed, which is thrown. */
    void run(Host host, String name, Runnable first) throws Throwable {
        spawn(host, name, Task.Kind.PATIENT, first);
        passTo(pick());
        awaitEnd();
        over = true;
        for (Task task : List.copyOf(begun)) {
            task.carrier().giveBaton();
            awaitEnd();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void awaitEnd() throws InterruptedException {
        if (!ended.tryAcquire(LONGEST_REAL.toSeconds(), TimeUnit.SECONDS)) {
            StringBuilder stacks = new StringBuilder();
            for (Task task : List.copyOf(begun)) {
                stacks.append(task.name()).append('\n');
                for (StackTraceElement frame : task.carrier().getStackTrace()) {
                    stacks.append("    ").append(frame).append('\n');
                }
            }
            throw new IllegalStateException("a task waits for what the scheduler does not know of\n" + stacks);
        }
    }

    /** The simulation is over. */
    void end() {
        over = true;
    }

    /** The simulation has failed. */
    void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** Run the task of a carrier, and what comes after it, until that goes on elsewhere. */
    void carry(Carrier carrier) {
        while (true) {
            runTask(carrier.task());
            if (over) {
                carriers.add(carrier);
                ended.release();
                return;
            }
            Task next = pick();
            if (next == null || next.carrier() != null) {
                carriers.add(carrier);
                passTo(next);
                return;
            }
            carrier.carry(next);
        }
    }

    private void runTask(Task task) {
        begun.add(task);
        try {
            task.run();
        } catch (ProcessKilled killed) {
            assert over;
        } catch (Throwable thrown) {
            if (!over) {
                fail(thrown);
            }
        }
        boolean unused = Thread.interrupted();
        begun.remove(task);
    }

    /** Have another task go on in place of this one, until this one is picked again. */
    private void passBaton() {
        Carrier me = Carrier.current();
        Task next = pick();
        if (next != null && next.carrier() == me) {
            return;
        }
        passTo(next);
        me.awaitBaton();
    }

    private void passTo(Task next) {
        if (next == null) {
            ended.release();
        } else if (next.carrier() == null) {
            carriers.begin(next);
        } else {
            next.carrier().giveBaton();
        }
    }

    /** Who goes on; null if nobody ever will. */
    private Task pick() {
        while (!over && failure == null) {
            readyTheInterrupted();
            if (ready.isEmpty()) {
                if (!letTimePass()) {
                    return null;
                }
                continue;
            }
            Task task = ready.remove(random.nextInt(ready.size()));
            if (task.host().killed()) {
                continue;
            }
            if (task.host().frozen()) {
                task.host().hold(task);
                continue;
            }
            if (++steps > MOST_STEPS) {
                fail(new Violation("%,d steps were taken and there is no end".formatted(steps)));
            }
            if (last != task && task.kind() != Task.Kind.ALARM) {
                trace.add(now, task.host(), task.name(), task.carrier() == null ? "begins" : "goes on");
            }
            last = task;
            return task;
        }
        return null;
    }

    private void readyTheInterrupted() {
        for (Iterator<Task> each = interruptible.iterator(); each.hasNext(); ) {
            Task task = each.next();
            if (task.carrier().interruptedMeanwhile()) {
                each.remove();
                if (task.endCurrentWait()) {
                    makeReady(task);
                }
            }
        }
    }

    private boolean letTimePass() {
        Alarm next = alarms.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        ready.add(next.task);
        return true;
    }
}
