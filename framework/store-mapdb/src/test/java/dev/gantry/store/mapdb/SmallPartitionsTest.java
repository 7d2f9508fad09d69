package dev.gantry.store.mapdb;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.RunFilter;
import dev.gantry.store.RunState;
import dev.gantry.store.RunStore;
import dev.gantry.store.TimeScale;
import dev.gantry.store.tck.DurableApiContract;
import dev.gantry.store.tck.DurableContract;
import dev.gantry.store.tck.RunStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract once more, with everything so small that runs move from heap to disk and on all the time. */
final class SmallPartitionsTest extends RunStoreContract implements DurableContract, DurableApiContract {

    @TempDir
    Path folder;

    static MapDbConfig small(Path folder) {
        return MapDbConfig.at(folder)
                .withSegmentBytes(4_096)
                .withPartition(5, 40_000)
                .withHeldBodies(2);
    }

    @Override
    protected RunStore open(InstantSource clock) {
        return MapDbRunStore.open(small(folder).withClock(clock));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "SUCCEEDED", "QUEUED"})
    void aTagThatHasTheNumberOfAStateIsNotTakenForIt(RunState state) {
        Map<String, String> misleading = Map.of("t", valueWithHash("tag t=".hashCode(), Terms.state(state)));
        for (int i = 0; i < 20; i++) {
            fixture().finish(i % 2 == 0 ? aRun().tags(misleading) : aRun(), i < 5 ? 500 : 200);
        }

        assertThat(fixture().store().tally(RunFilter.ALL, TimeScale.NONE).counts())
                .isEqualTo(Map.of(RunState.FAILED, 5L, RunState.SUCCEEDED, 15L));
        assertThat(fixture()
                        .store()
                        .tally(RunFilter.ALL.in(Set.of(RunState.FAILED)), TimeScale.NONE)
                        .counts())
                .isEqualTo(Map.of(RunState.FAILED, 5L));
    }

    /** A text that hashes as wanted when it follows another: hashes are numbers to the base 31, and letters their digits. */
    private static String valueWithHash(int before, int wanted) {
        int digits = 5;
        int least = 'A';
        long rest = wanted;
        int shifted = before;
        for (int i = 0; i < digits; i++) {
            shifted *= 31;
        }
        rest -= shifted;
        long places = 1;
        for (int i = 0; i < digits; i++) {
            rest -= least * places;
            places *= 31;
        }
        rest = Integer.toUnsignedLong((int) rest);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            places /= 31;
            text.append((char) (least + rest / places));
            rest %= places;
        }
        return text.toString();
    }
}
