package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Drill;
import dev.gantry.store.mapdb.drill.Switchboard;
import dev.gantry.verify.history.Trouble;
import dev.gantry.verify.load.Reading;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The disk fails for a while. */
final class DiskFault implements Fault {

    private static final List<String> WAYS = List.of("full", "short", "force", "force");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    @Override
    public Drill drill(Drill quiet, Scene scene) {
        return scene.random().nextBoolean() ? quiet.withWriteBack(scene.random().nextInt(100)) : quiet;
    }

    @Override
    public void befall(Life life) {
        Scene scene = life.scene();
        life.answer(30, 200);
        scene.switches().set(Switchboard.Switch.DISK, WAYS.get(scene.random().nextInt(WAYS.size())));
        long from = System.nanoTime();
        life.work(scene.random().nextInt(100, 1_500));
        long until = System.nanoTime();
        scene.switches().clear(Switchboard.Switch.DISK);
        scene.recorder().add(new Trouble(from, until));
        scene.figures().addTrouble();
        try {
            if (!new Reading(life.server()).awaitUp(PATIENCE)) {
                scene.violated("a store recovers when its disk does", "the server was still down after 20 s");
            }
        } catch (UncheckedIOException e) {
            scene.violated("a server outlives a failing disk", e.toString());
        }
        life.answer(20, 200);
    }
}
