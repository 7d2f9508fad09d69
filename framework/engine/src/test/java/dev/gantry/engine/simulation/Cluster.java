package dev.gantry.engine.simulation;

import dev.gantry.engine.JobEngine;
import dev.gantry.engine.time.Machine;
import dev.gantry.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The servers of a simulation on their one store, and how clients reach them. */
final class Cluster {

    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_TRIES = 1_000;

    /** What a client asks a server for. */
    interface Request<T> {
        CompletableFuture<T> of(JobEngine engine) throws Exception;
    }

    /**
     * How the servers are.
     *
     * @param servers how many there are; one has its store in its own process
     * @param retention how long they keep finished runs
     */
    record Shape(int servers, Duration retention) {}

    private final Stage stage;
    private final Scheduler scheduler;
    private final SimulatedStore store;
    private final PlantedFaults faults;
    private final Random random;
    private final Shape shape;
    private final List<Server> servers = new ArrayList<>();
    private final List<SimulatedClock> clocks = new ArrayList<>();
    private int booted;

    Cluster(Stage stage, SimulatedStore store, PlantedFaults faults, Random random, Shape shape) {
        this.stage = stage;
        this.scheduler = stage.scheduler();
        this.store = store;
        this.faults = faults;
        this.random = random;
        this.shape = shape;
        clocks.add(store.clock());
    }

    /** All clocks that there are: that of the store, and in a cluster those of the servers. */
    List<SimulatedClock> clocks() {
        return clocks;
    }

    boolean isOneProcess() {
        return shape.servers() == 1;
    }

    /** Start the servers that are missing. */
    void boot() {
        servers.removeIf(
                server -> server.state() == Server.State.GONE || server.host().killed());
        while (servers.size() < shape.servers()) {
            bootOne();
        }
    }

    private void bootOne() {
        Host host = new Host("w" + ++booted);
        SimulatedClock clock = isOneProcess() ? store.clock() : new SimulatedClock(scheduler);
        if (!isOneProcess()) {
            clocks.add(clock);
        }
        Machine machine = Server.machine(scheduler, host, clock, faults, stage, random);
        Connection connection = new Connection(scheduler, store, host, faults);
        Server server = new Server(stage, host, 1 + random.nextInt(3), shape.retention(), connection, machine);
        servers.add(server);
        scheduler.spawn(host, "main", Task.Kind.PATIENT, () -> start(server));
    }

    private void start(Server server) {
        while (server.state() == Server.State.STARTING) {
            try {
                server.engine().start();
                server.become(Server.State.TAKING);
            } catch (StoreUnavailableException away) {
                pause(BETWEEN_TRIES);
            }
        }
    }

    List<Server> servers() {
        return servers;
    }

    List<Server> reachable() {
        return servers.stream().filter(Server::answers).toList();
    }

    /** Do something to a server that people do to it, once all is done that they did before. */
    void administer(Server server, String what, Runnable action) {
        if (server.askFor(action)) {
            scheduler.spawn(server.host(), what, Task.Kind.PATIENT, server::doAllAskedFor);
        }
    }

    /** Kill a server; with it goes its store, if that is in the same process. */
    void kill(Server server) {
        if (isOneProcess()) {
            powerCut();
        } else {
            kill(server.host());
            store.disconnect(server.host());
        }
    }

    /** A server has stopped by itself. */
    void depart(Server server) {
        stage.oracle().gone(server.host());
        server.engine().close();
        server.become(Server.State.GONE);
        if (isOneProcess()) {
            store.reopen();
        } else {
            store.disconnect(server.host());
        }
        server.host().kill();
        boot();
    }

    void powerCut() {
        servers.forEach(server -> kill(server.host()));
        store.powerCut();
    }

    private void kill(Host host) {
        scheduler.trace("kills " + host.name());
        stage.oracle().gone(host);
        host.kill();
    }

    /** Ask some server until one answers. */
    <T> T ask(String what, Request<T> request) throws InterruptedException {
        while (true) {
            List<Server> all = reachable();
            if (!all.isEmpty()) {
                Server server = all.get(random.nextInt(all.size()));
                CompletableFuture<T> reply = new CompletableFuture<>();
                scheduler.spawn(server.host(), "http " + what, Task.Kind.PATIENT, () -> {
                    try {
                        var unused = request.of(server.engine()).whenComplete((answer, failure) -> {
                            if (failure == null) {
                                reply.complete(answer);
                            } else {
                                reply.completeExceptionally(failure);
                            }
                        });
                    } catch (Exception e) {
                        reply.completeExceptionally(e);
                    }
                });
                try {
                    return stage.threads().await(reply, CLIENT_PATIENCE);
                } catch (TimeoutException | ExecutionException e) {
                    scheduler.trace("asks again: " + e);
                    expectAway(what, e);
                }
            }
            scheduler.sleep(BETWEEN_TRIES);
        }
    }

    private void expectAway(String what, Exception failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof StoreUnavailableException) && !(cause instanceof TimeoutException)) {
            cause = cause.getCause();
        }
        if (cause == null) {
            stage.oracle().fail("%s was refused: %s", what, failure);
        }
    }

    void pause(long millis) {
        try {
            scheduler.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }
}
