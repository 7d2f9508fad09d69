package dev.gantry.engine.time;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/** How the engine hands work on and waits for it: whatever keeps one of its threads from going on, is here. Thread-safe. */
public interface Threads {

    /** Wait for an event on this thread, as {@link CompletableFuture#get()} does. */
    <T> T await(CompletableFuture<T> event) throws InterruptedException, ExecutionException;

    /** Wait for an event on this thread, but no longer than that. */
    <T> T await(CompletableFuture<T> event, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException;

    /** A reentrant lock that may be held while its holder waits. */
    Lock newLock();

    /** Executes what is short and must not be done on a thread of the store. */
    Executor shared();

    /**
     * Threads of one's own, as many as there is work for.
     *
     * @param name what they are called
     */
    ExecutorService newPool(String name);
}
