package dev.gantry.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** A reentrant lock for which tasks wait as the scheduler knows it. The seed decides who gets it next. */
final class SimulatedLock implements Lock {

    private record Waiter(Task task, long number) {}

    private final Scheduler scheduler;
    private final List<Waiter> waiters = new ArrayList<>();
    private Task holder;
    private int holds;

    SimulatedLock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void lock() {
        scheduler.letOthersGo();
        Task me = Task.current();
        while (holder != null && holder != me && !scheduler.over()) {
            waiters.add(new Waiter(me, me.beginWait()));
            scheduler.await(me, false);
        }
        holder = me;
        holds++;
    }

    @Override
    public void unlock() {
        if (--holds == 0) {
            holder = null;
            List<Waiter> woken = List.copyOf(waiters);
            waiters.clear();
            woken.forEach(waiter -> scheduler.wake(waiter.task, waiter.number));
        }
    }

    @Override
    public void lockInterruptibly() {
        throw new UnsupportedOperationException("the engine locks without minding interrupts");
    }

    @Override
    public boolean tryLock() {
        throw new UnsupportedOperationException("the engine waits for locks");
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) {
        throw new UnsupportedOperationException("the engine waits for locks");
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException("the engine waits for futures");
    }
}
