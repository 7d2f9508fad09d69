package dev.gantry.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.RunUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an attempt reports, on its way to a store that may be away. */
class RunRecorderTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final AtomicInteger dirty = new AtomicInteger();
    private final RunRecorder recorder = new RunRecorder(UUID.randomUUID(), 1, changed -> dirty.incrementAndGet());
    private final List<RunUpdate> last = new ArrayList<>();

    private void event(String message) {
        recorder.log(LogLine.event(NOW, message));
    }

    private static List<String> messages(RunUpdate update) {
        return update.log().lines().stream().map(LogLine::message).toList();
    }

    @Test
    void reportsAreGatheredUntilTheyAreTaken() {
        event("one");
        recorder.progress(new Progress(0.25, 0, 0.001));
        recorder.progress(new Progress(0.5, 0, 0.001));
        recorder.data("{}");
        RunUpdate taken = recorder.take().orElseThrow();
        assertThat(messages(taken)).containsExactly("one");
        assertThat(taken.progress()).contains(new Progress(0.5, 0, 0.001));
        assertThat(taken.data()).contains("{}");
        assertThat(dirty).hasValue(1);
    }

    @Test
    void nothingIsTakenBeforeWhatWasTakenLastIsSettled() {
        event("one");
        recorder.take();
        event("two");
        assertThat(recorder.take()).isEmpty();
        recorder.written(true);
        assertThat(messages(recorder.take().orElseThrow())).containsExactly("two");
    }

    @Test
    void whatCouldNotBeWrittenIsKeptInFrontOfWhatHasComeSince() {
        event("one");
        recorder.data("[1]");
        recorder.progress(new Progress(0.25, 0, 0.001));
        recorder.take();
        event("two");
        recorder.data("[2]");
        recorder.written(false);
        RunUpdate again = recorder.take().orElseThrow();
        assertThat(messages(again)).containsExactly("one", "two");
        assertThat(again.data()).contains("[2]");
        assertThat(again.progress()).contains(new Progress(0.25, 0, 0.001));
    }

    @Test
    void theEndWaitsUntilWhatWasTakenIsSettledAndCarriesItIfItWasNotWritten() {
        event("one");
        recorder.data("[1]");
        recorder.take();
        recorder.seal(last::add);
        assertThat(last).isEmpty();
        recorder.written(false);
        assertThat(last).singleElement().satisfies(update -> {
            assertThat(messages(update)).containsExactly("one");
            assertThat(update.data()).contains("[1]");
        });
    }

    @Test
    void whatIsReportedAsTheAttemptEndsIsWrittenWithItsEndAlone() {
        event("one");
        recorder.hold();
        event("broken");
        assertThat(recorder.take()).isEmpty();
        recorder.seal(last::add);
        assertThat(last)
                .singleElement()
                .satisfies(update -> assertThat(messages(update)).containsExactly("one", "broken"));
    }

    @Test
    void afterTheEndNothingIsTakenAnyMore() {
        event("one");
        recorder.seal(last::add);
        event("too late");
        recorder.data("[9]");
        assertThat(recorder.take()).isEmpty();
        assertThat(messages(last.get(0))).containsExactly("one");
        assertThat(last.get(0).data()).isEqualTo(Optional.empty());
    }

    @Test
    void ofAFloodTheNewestAreKeptAndTheRestCounted() {
        IntStream.rangeClosed(1, 1_500).forEach(i -> event("event " + i));
        recorder.log(LogLine.warning(NOW, "flooded"));
        RunUpdate taken = recorder.take().orElseThrow();
        assertThat(messages(taken)).hasSize(1_001).startsWith("event 501").endsWith("event 1500", "flooded");
        assertThat(taken.log().dropped()).containsEntry(LogLine.Kind.EVENT, 500L);
    }
}
