package dev.gantry.benchmarks.scale;

import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** How long a store of some size takes to answer, each question asked again and again until a time is up. */
final class Readings {

    private static final int PAGE = 50;
    private static final int MOST = 5_000;
    private static final long EACH_NANOS = 1_000_000_000L;
    private static final long WARM_UP_NANOS = 300_000_000L;
    private static final long SEED = 4;

    private final RunStore store;
    private final long size;
    private final Random random = new Random(SEED);

    /** Ask a store that holds the runs with indexes below a size. */
    Readings(RunStore store, long size) {
        this.store = store;
        this.size = size;
    }

    private interface Question {
        void ask();
    }

    private void time(ScaleFigure figure, double unit, Question question) {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        for (int i = 0; i < MOST && System.nanoTime() < warm; i++) {
            question.ask();
        }
        double[] times = new double[MOST];
        int asked = 0;
        long end = System.nanoTime() + EACH_NANOS;
        while (asked < MOST && (asked == 0 || System.nanoTime() < end)) {
            long before = System.nanoTime();
            question.ask();
            times[asked] = (System.nanoTime() - before) / unit;
            asked++;
        }
        Arrays.sort(times, 0, asked);
        figure.tell(times[asked / 2], times[asked * 99 / 100]);
    }

    private void page(ScaleFigure figure, Optional<RunState> state, Map<String, String> tags) {
        RunQuery query = new RunQuery(
                "", state.map(Set::of).orElse(Set.of()), tags, RunQuery.Span.ALWAYS, OptionalLong.empty(), PAGE);
        time(figure, 1e6, () -> store.list(query));
    }

    void pages() {
        time(ScaleFigure.NEWEST, 1e6, () -> store.list(RunQuery.newest("", PAGE)));
        RunQuery middle = new RunQuery(
                "", Set.of(), Map.of(), RunQuery.Span.ALWAYS, OptionalLong.of(Math.max(2, size / 2)), PAGE);
        time(ScaleFigure.OLD_PAGE, 1e6, () -> store.list(middle));
        page(ScaleFigure.BY_STATE, Optional.of(RunState.FAILED), Map.of());
        time(ScaleFigure.BY_PATH, 1e6, () -> store.list(RunQuery.newest(Population.path(7), PAGE)));
        RunFilter ofProject = RunFilter.ALL.of(RunQuery.Kin.inProject(Population.project(0)));
        RunQuery project = new RunQuery(ofProject, OptionalLong.empty(), PAGE);
        time(ScaleFigure.BY_PROJECT, 1e6, () -> store.list(project));
        page(ScaleFigure.BY_TAG, Optional.empty(), Map.of(Population.REGION, Population.region(3)));
        page(ScaleFigure.BY_OWN_TAG, Optional.empty(), Map.of(Population.OWN_TAG, Population.ownTag(size / 3)));
        page(ScaleFigure.BY_NO_TAG, Optional.empty(), Map.of(Population.OWN_TAG, "no such order"));
        page(ScaleFigure.NEVER_BOTH, Optional.of(RunState.FAILED), Map.of(Population.REGION, Population.region(3)));
    }

    void lookUps() {
        time(ScaleFigure.FIND, 1e3, () -> mustBeThere(store.find(Population.uuid(any()))));
        time(ScaleFigure.FIND_NONE, 1e3, () -> store.find(Population.uuid(-1 - any())));
        time(ScaleFigure.FIND_KEY, 1e3, () -> {
            long index = Population.withKey(any());
            mustBeThere(store.find(Population.path(index), Population.key(index)));
        });
        time(ScaleFigure.LOG, 1e3, () -> mustBeThere(store.log(Population.uuid(any()), 0)));
    }

    private long any() {
        return (long) (random.nextDouble() * size);
    }

    private static void mustBeThere(Optional<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("a run is not there");
        }
    }
}
