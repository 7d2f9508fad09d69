package dev.gantry.engine.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What befalls the servers and their store, until it is {@linkplain #mend() mended}. */
final class Misfortunes {

    private static final int WHEN = 60_000;
    private static final int AT_ONCE = 20;
    private static final int LONGEST_GRACE = 3_000;

    private final Stage stage;
    private final Scheduler scheduler;
    private final Cluster cluster;
    private final SimulatedStore store;
    private final Host world;
    private final Random random;
    private int left;
    private int lurking;
    private int outages;
    private Duration stepped = Duration.ZERO;

    Misfortunes(Stage stage, Cluster cluster, SimulatedStore store, Host world, Random random) {
        this.stage = stage;
        this.scheduler = stage.scheduler();
        this.cluster = cluster;
        this.store = store;
        this.world = world;
        this.random = random;
    }

    /** Have some come: each at a time of its own, or just when a client was told something. */
    void begin(int count) {
        for (int each = 0; each < count; each++) {
            if (random.nextInt(3) == 0) {
                lurking++;
            } else {
                strikeIn(random.nextInt(WHEN));
            }
        }
    }

    /** A client was told that something is so. */
    void somebodyWasTold() {
        if (lurking > 0 && random.nextBoolean()) {
            lurking--;
            strikeIn(random.nextInt(AT_ONCE));
        }
    }

    private void strikeIn(long millis) {
        left++;
        scheduler.after(millis, world, "misfortune", Task.Kind.PATIENT, () -> {
            strike();
            left--;
        });
    }

    /** Whether no more will come, unless somebody is told something. */
    boolean over() {
        return left == 0;
    }

    /** How far the clock of the store was moved in all. */
    Duration stepped() {
        return stepped;
    }

    private void strike() {
        List<Server> servers = cluster.servers();
        Server server = servers.get(random.nextInt(servers.size()));
        switch (random.nextInt(9)) {
            case 0 -> outage();
            case 1, 2 -> freeze(server);
            case 3 -> kill(server);
            case 4 -> powerCut();
            case 5 -> step();
            case 6 -> drain(server);
            case 7 -> leave(server, "retire", () -> server.engine().retire(grace()));
            default -> leave(server, "stop", () -> server.engine().stop(grace()));
        }
    }

    private Duration grace() {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(LONGEST_GRACE));
    }

    private void outage() {
        scheduler.trace("the store is away");
        if (outages++ > 0) {
            // One is shorter than a lease, but not several.
            stage.oracle().allDisturbed();
        }
        store.away(true);
        cluster.pause(random.nextInt(10_000));
        store.away(false);
        scheduler.trace("the store is back");
    }

    private void freeze(Server server) {
        if (server.host().frozen()) {
            return;
        }
        scheduler.trace("freezes " + server.host().name());
        stage.oracle().disturbed(server.host());
        server.host().freeze();
        cluster.pause(random.nextInt(60_000));
        scheduler.trace("thaws " + server.host().name());
        scheduler.thaw(server.host());
    }

    private void kill(Server server) {
        cluster.kill(server);
        cluster.pause(random.nextInt(10_000));
        cluster.boot();
    }

    private void powerCut() {
        scheduler.trace("the power is cut");
        cluster.powerCut();
        cluster.pause(random.nextInt(10_000));
        cluster.boot();
    }

    private void step() {
        List<SimulatedClock> clocks = cluster.clocks();
        int which = random.nextInt(clocks.size());
        Duration by = Duration.ofMillis(random.nextInt(120_000) - 60_000);
        stage.oracle().allDisturbed();
        scheduler.trace("clock %d is set by %s".formatted(which, by));
        clocks.get(which).step(by);
        if (which == 0) {
            stepped = stepped.plus(by.abs());
        }
    }

    private void drain(Server server) {
        if (server.state() != Server.State.TAKING) {
            return;
        }
        server.become(Server.State.DRAINED);
        cluster.administer(server, "drain", server.engine()::drain);
        cluster.pause(random.nextInt(20_000));
        undrain(server);
    }

    private void undrain(Server server) {
        if (server.state() == Server.State.DRAINED) {
            cluster.administer(server, "undrain", () -> {
                server.engine().undrain();
                server.become(Server.State.TAKING);
            });
        }
    }

    private void leave(Server server, String how, Runnable leaving) {
        if (server.state() != Server.State.TAKING) {
            return;
        }
        server.become(Server.State.LEAVING);
        cluster.administer(server, how, () -> {
            leaving.run();
            if (outages == 0) {
                stage.oracle().hasLeft(server.host());
            }
            cluster.depart(server);
        });
        cluster.pause(random.nextInt(20_000));
        cluster.boot();
    }

    /** Put everything right again. */
    void mend() {
        scheduler.trace("all is mended");
        store.away(false);
        cluster.servers().stream()
                .filter(server -> server.host().frozen())
                .forEach(server -> scheduler.thaw(server.host()));
        cluster.boot();
        cluster.servers().forEach(this::undrain);
        stage.scheduler()
                .trace("servers: "
                        + cluster.servers().stream()
                                .map(server -> server.host().name())
                                .toList());
    }
}
