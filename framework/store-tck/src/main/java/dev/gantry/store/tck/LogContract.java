package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.LogLine.Kind;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is kept of a run's log. */
interface LogContract extends StoreContract {

    private RunLog log(UUID uuid, long afterSeq) {
        return fixture().store().log(uuid, afterSeq).orElseThrow();
    }

    private void write(Claim claim, List<LogLine> lines, Map<Kind, Long> dropped) {
        LogBatch batch = new LogBatch(lines, dropped);
        assertThat(fixture()
                        .update(new RunUpdate(
                                claim.run().uuid(), claim.fence(), Optional.empty(), batch, Optional.empty())))
                .isTrue();
    }

    @Test
    default void linesOfAllKindsAreNumberedTogether() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        List<LogLine> lines = List.of(
                LogLine.event(fixture().now(), "a"),
                LogLine.error(fixture().now().plus(TICK), -3, "b"),
                LogLine.output(fixture().now().minusSeconds(9), ""),
                LogLine.warning(fixture().now(), "d"));

        fixture().log(claim, lines.get(0), lines.get(1));
        fixture().log(claim, lines.get(2), lines.get(3));

        assertThat(log(claim.run().uuid(), 0).entries())
                .containsExactly(
                        new LogEntry(1, lines.get(0)),
                        new LogEntry(2, lines.get(1)),
                        new LogEntry(3, lines.get(2)),
                        new LogEntry(4, lines.get(3)));
        assertThat(log(claim.run().uuid(), 2).entries())
                .extracting(LogEntry::seq)
                .containsExactly(3L, 4L);
        assertThat(log(claim.run().uuid(), 4).entries()).isEmpty();
        assertThat(log(claim.run().uuid(), Long.MAX_VALUE).entries()).isEmpty();
    }

    @Test
    default void ofEachKindTheNewestAreKeptAndTheOthersCounted() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        fixture().log(claim, LogLine.warning(fixture().now(), "stays"));
        for (int batch = 0; batch < 11; batch++) {
            List<LogLine> lines = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                lines.add(LogLine.output(fixture().now(), "line " + (batch * 1_000 + i)));
            }
            lines.add(LogLine.event(fixture().now(), "batch " + batch));
            write(claim, lines, Map.of());
        }

        RunLog log = log(claim.run().uuid(), 0);

        assertThat(log.dropped()).isEqualTo(Map.of(Kind.OUTPUT, 1_000L));
        assertThat(log.lines(Kind.OUTPUT)).hasSize(Kind.OUTPUT.kept());
        assertThat(log.lines(Kind.OUTPUT).get(0).message()).isEqualTo("line 1000");
        assertThat(log.lines(Kind.OUTPUT).get(9_999).message()).isEqualTo("line 10999");
        assertThat(log.lines(Kind.EVENT)).hasSize(11);
        assertThat(log.lines(Kind.WARNING)).hasSize(1);
        assertThat(log.entries().get(log.entries().size() - 1).seq()).isEqualTo(1 + 11 * 1_001);
        assertThat(log.entries()).isSortedAccordingTo(Comparator.comparingLong(LogEntry::seq));
    }

    @Test
    default void linesThatWereGivenUpOnTheWayAreCountedAndHaveTheirNumbers() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();

        write(claim, List.of(LogLine.output(fixture().now(), "after")), Map.of(Kind.OUTPUT, 40L, Kind.EVENT, 2L));
        write(claim, List.of(), Map.of(Kind.OUTPUT, 1L));

        RunLog log = log(claim.run().uuid(), 0);
        assertThat(log.dropped()).isEqualTo(Map.of(Kind.OUTPUT, 41L, Kind.EVENT, 2L));
        assertThat(log.entries())
                .containsExactly(new LogEntry(43, LogLine.output(fixture().now(), "after")));
    }

    @Test
    default void aFinishedRunKeepsItsLog() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        List<CompletableFuture<List<UUID>>> answers = new ArrayList<>();
        for (int i = 0; i < 1_005; i++) {
            answers.add(fixture()
                    .store()
                    .update(List.of(new RunUpdate(
                            claim.run().uuid(),
                            claim.fence(),
                            Optional.empty(),
                            LogBatch.of(LogLine.event(fixture().now(), "e" + i)),
                            Optional.empty()))));
        }
        fixture().complete(claim, StoreFixture.finished(200));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(StoreFixture.await(answer)).isEmpty());

        RunLog log = log(claim.run().uuid(), 0);
        assertThat(log.dropped()).isEqualTo(Map.of(Kind.EVENT, 5L));
        assertThat(log.entries()).hasSize(1_000);
        assertThat(log.entries().get(0))
                .isEqualTo(new LogEntry(6, LogLine.event(fixture().now(), "e5")));
        assertThat(log(claim.run().uuid(), 1_004).entries())
                .extracting(LogEntry::seq)
                .containsExactly(1_005L);
    }

    @Test
    default void whatARunSaysOfItselfIsAKindOfItsOwn() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        LogLine name = LogLine.meta(fixture().now(), "name=alexey");

        fixture().log(claim, name, LogLine.output(fixture().now(), "meta: name=alexey"));

        assertThat(log(claim.run().uuid(), 0).lines(Kind.META)).containsExactly(name);
    }
}
