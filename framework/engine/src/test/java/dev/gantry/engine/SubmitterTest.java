package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.store.NewRun;
import dev.gantry.store.Origin;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.Submission;
import dev.gantry.store.memory.InMemoryRunStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubmitterTest {

    private final InMemoryRunStore store = new InMemoryRunStore(InstantSource.system());
    private final Submitter submitter = new Submitter(store, Machine.real(new SystemTimers("test-timer")), 1);

    private static NewRun run(String key) {
        RunOptions options = new RunOptions("", Map.of(), 0, Optional.empty(), Optional.of(key));
        return new NewRun(new RunRequest(UUID.randomUUID(), "a/b", "a_b", options, Origin.NONE), "{}");
    }

    @Test
    void aFullQueueRefusesWhatIsNew() {
        submitter.take(run("first")).join();
        assertThat(submitter.take(run("second")))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(QueueFullException.class);
        assertThat(store.queued()).containsEntry("a_b", 1L);
    }

    @Test
    void aFullQueueAnswersARepeatedSubmitAsTheFirst() {
        Submission first = submitter.take(run("first")).join();
        assertThat(submitter.take(run("first")).join()).isEqualTo(new Submission(first.run(), false));
    }

    @Test
    void inALotTooOnlyWhatIsNewNeedsRoom() {
        submitter.take(run("first")).join();
        assertThatNoException().isThrownBy(() -> submitter.expectRoomFor(List.of(run("first"), run("first"))));
        assertThatThrownBy(() -> submitter.expectRoomFor(List.of(run("first"), run("second"))))
                .isInstanceOf(QueueFullException.class);
    }

    @Test
    void aKeyThatALotRepeatsNeedsRoomOnce() {
        assertThatNoException().isThrownBy(() -> submitter.expectRoomFor(List.of(run("same"), run("same"))));
    }
}
