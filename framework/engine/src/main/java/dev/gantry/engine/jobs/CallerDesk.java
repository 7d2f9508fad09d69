package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** What all handles of one attempt share. Thread-safe. */
final class CallerDesk {

    private final Exchange exchange;
    private final Caller caller;
    private final RunAddress address;
    private final JobJson json;
    private final Inheritance inheritance;
    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    private final Set<StatusUpdates.Told> told = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    CallerDesk(Exchange exchange, Caller caller) {
        this.exchange = exchange;
        this.caller = caller;
        this.address = ProjectRuns.addressOf(caller.run());
        this.json = new JobJson(caller.job(), exchange.runs().maxStashBytes());
        this.inheritance = new Inheritance(
                caller, RunSetup.of(caller.run().request().origin().setup()), json);
    }

    Exchange exchange() {
        return exchange;
    }

    Caller caller() {
        return caller;
    }

    Run run() {
        return caller.run();
    }

    RunAddress address() {
        return address;
    }

    JobJson json() {
        return json;
    }

    Inheritance inheritance() {
        return inheritance;
    }

    /**
     * Refuse to do anything for an attempt that has ended.
     *
     * @throws JobApiException 410
     */
    void checkOpen() {
        if (closed.isDone() || caller.lost()) {
            throw new JobApiException(
                    410,
                    "attempt %d of run %s %s; use its handles only while it is executed"
                            .formatted(
                                    run().standing().attempts(),
                                    address,
                                    closed.isDone() ? "has ended" : "was taken from this worker"));
        }
    }

    /** Completes when the attempt has ended. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Wait for an answer of the store, however often the thread is interrupted, unless the attempt has to stop. */
    <T> T await(CompletableFuture<T> answer) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return exchange.machine().threads().await(answer);
                } catch (InterruptedException e) {
                    interrupted = true;
                    caller.checkStopped();
                } catch (ExecutionException e) {
                    throw Refusals.toldToJob(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether an earlier attempt of this run may have queued that one, and this attempt asks for it for the first time. */
    boolean queuedBefore(String run) {
        return queued.add(run) && this.run().standing().attempts() > 1;
    }

    /** Whether somebody cancelled the run of this attempt by now: what it queues would not be cancelled with it. */
    boolean cancelled() {
        UUID mine = run().uuid();
        return exchange.store()
                .find(mine)
                .map(run -> run.standing().cancelRequested())
                .orElse(false);
    }

    /** Remember somebody who is told of changes until the attempt ends. */
    void add(StatusUpdates.Told subscriber) {
        told.add(subscriber);
        if (closed.isDone()) {
            subscriber.end();
        }
    }

    void remove(StatusUpdates.Told subscriber) {
        told.remove(subscriber);
    }

    void close() {
        closed.complete(null);
        told.forEach(StatusUpdates.Told::end);
        told.clear();
    }
}
