package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Drill;
import dev.gantry.store.mapdb.drill.Halt;
import java.util.List;

/** The process ends itself at some step of its store. */
final class PointFault implements Fault {

    private static final List<Halt.Step> STEPS = List.of(Halt.Step.values());
    private static final List<Halt.When> MOMENTS = List.of(Halt.When.values());
    private static final int LONGEST_LIFE = 150;

    @Override
    public Drill drill(Drill quiet, Scene scene) {
        Halt.Step step = oneOf(STEPS, scene);
        boolean frequent = step == Halt.Step.WRITE || step == Halt.Step.FORCE;
        Drill halting = quiet.with(
                new Halt(oneOf(MOMENTS, scene), step, 1 + scene.random().nextInt(frequent ? 80 : 6)));
        return scene.random().nextBoolean()
                ? halting.withWriteBack(10 * scene.random().nextInt(10))
                : halting;
    }

    private static <T> T oneOf(List<T> these, Scene scene) {
        return these.get(scene.random().nextInt(these.size()));
    }

    @Override
    public void befall(Life life) {
        life.answer(LONGEST_LIFE);
    }
}
