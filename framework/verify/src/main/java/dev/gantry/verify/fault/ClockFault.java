package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Switchboard;
import java.time.Duration;

/** The clock steps, and steps again; for the next server it is ahead of all that it ever was. */
final class ClockFault implements Fault {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int STEPS = 4;
    private static final int FARTHEST = 3_600_000;

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public void befall(Life life) {
        Scene scene = life.scene();
        for (int i = 0; i < STEPS; i++) {
            life.answer(10, 80);
            int farthest = scene.random().nextBoolean() ? FARTHEST : 5_000;
            int offset = scene.random().nextInt(-farthest, farthest);
            scene.switches().set(Switchboard.Switch.CLOCK, Integer.toString(offset));
            scene.figures().addTrouble();
        }
        life.answer(10, 80);
        // What is due an hour from now is due for the next server.
        scene.switches().set(Switchboard.Switch.CLOCK, Integer.toString(2 * FARTHEST));
    }
}
