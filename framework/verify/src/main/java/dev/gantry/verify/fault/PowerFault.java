package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Drill;

/** The power goes. */
final class PowerFault implements Fault {

    @Override
    public Drill drill(Drill quiet, Scene scene) {
        return quiet.withWriteBack(
                scene.random().nextBoolean() ? 0 : scene.random().nextInt(100));
    }

    @Override
    public void befall(Life life) {
        life.workForSome();
    }
}
