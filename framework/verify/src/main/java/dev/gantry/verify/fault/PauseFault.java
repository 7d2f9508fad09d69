package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Switchboard;
import java.io.IOException;
import java.time.Duration;

/** The process stands still for longer than a lease lasts, or cannot renew its leases for as long. */
final class PauseFault implements Fault {

    private static final Duration LEASE = Duration.ofMillis(1_200);

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public void befall(Life life) throws IOException {
        int length = (int) LEASE.toMillis() + life.scene().random().nextInt(800);
        life.answer(40, 150);
        if (life.scene().random().nextInt(3) == 0) {
            life.leasesLost();
            life.scene().switches().set(Switchboard.Switch.RENEWALS, "lost");
            life.work(length);
            life.scene().switches().clear(Switchboard.Switch.RENEWALS);
        } else {
            life.server().pause();
            life.work(length);
            life.server().resume();
        }
        life.scene().figures().addTrouble();
        life.answer(20, 150);
    }
}
