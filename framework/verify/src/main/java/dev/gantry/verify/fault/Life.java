package dev.gantry.verify.fault;

import dev.gantry.verify.server.Server;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server at work. */
public final class Life {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(8);

    private final Scene scene;
    private final Server server;
    private final Optional<Duration> retention;
    private boolean leasesLost;
    private boolean unforcedLost;

    Life(Scene scene, Server server, Optional<Duration> retention) {
        this.scene = scene;
        this.server = server;
        this.retention = retention;
    }

    Scene scene() {
        return scene;
    }

    Server server() {
        return server;
    }

    /** From now on leases may run out under running jobs. */
    void leasesLost() {
        leasesLost = true;
    }

    /** What it has not forced goes with it. */
    void unforcedLost() {
        unforcedLost = true;
    }

    /** Let it work for some time, or until it dies. */
    void work(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < until && server.alive()) {
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    /** Let it answer so many calls, or until it dies or has had time enough. */
    void answer(int calls) {
        int enough = scene.recorder().answered() + calls;
        long until = System.nanoTime() + LONGEST;
        while (scene.recorder().answered() < enough && System.nanoTime() < until && server.alive()) {
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    /** Let it work for a time of which nobody knows what is done in it: an instant, or as long as some hundred calls take. */
    void workForSome() {
        SplittableRandom random = scene.random();
        switch (random.nextInt(5)) {
            case 0 -> work(random.nextInt(20));
            case 1 -> work(random.nextInt(20, 250));
            default -> answer(10, 160);
        }
    }

    /** Let it answer a number of calls between two bounds. */
    void answer(int least, int most) {
        answer(scene.random().nextInt(least, most));
    }

    /** It has ended. */
    void ended() {
        scene.recorder()
                .add(new dev.gantry.verify.history.Life(
                        server.pid(), server.started(), System.nanoTime(), leasesLost, unforcedLost, retention));
    }
}
