package dev.gantry.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.chaos.RunChange.Standing;
import dev.gantry.app.chaos.RunChange.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories with something wrong in them, each of which must be found, and right ones that must not be. */
class HistoryCheckerTest {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = LEASE.plusSeconds(5);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Set<String> acknowledged = new HashSet<>();
    private final Map<Long, ClusterHistory.Submitted> runs = new HashMap<>();
    private final List<RunChange> changes = new ArrayList<>();
    private final Map<Long, Standing> now = new HashMap<>();
    private final List<ClusterHistory.Stall> stalls = new ArrayList<>();
    private Instant clock = START;
    private Instant lastFault = START;

    private List<String> judged() {
        return HistoryChecker.check(new ClusterHistory(
                acknowledged, runs, changes, Map.of("limited", 1, "narrow", 1), lastFault, PATIENCE, stalls));
    }

    private void change(String session, long run, Standing after) {
        clock = clock.plusMillis(1);
        changes.add(
                new RunChange(changes.size(), clock, session, run, Optional.ofNullable(now.put(run, after)), after));
    }

    private HistoryCheckerTest submit(long run, String jobType, String project) {
        acknowledged.add("r" + run);
        runs.put(run, new ClusterHistory.Submitted("r" + run, jobType, project));
        change("front", run, new Standing(State.QUEUED, 0, START));
        return this;
    }

    private HistoryCheckerTest claim(String session, long run) {
        change(session, run, new Standing(State.RUNNING, now.get(run).fence() + 1, clock.plus(LEASE)));
        return this;
    }

    private HistoryCheckerTest become(String session, long run, State state) {
        change(
                session,
                run,
                new Standing(state, now.get(run).fence(), now.get(run).leaseUntil()));
        return this;
    }

    private HistoryCheckerTest pass(Duration time) {
        clock = clock.plus(time);
        return this;
    }

    private HistoryCheckerTest twoOf(String jobType, String project) {
        return submit(1, jobType, project).submit(2, jobType, project).claim("a", 1);
    }

    @Test
    void aRunThatIsTakenOverOnceItsLeaseRanOutAndThenSucceedsIsSound() {
        submit(1, "free", "").claim("a", 1).become("a", 1, State.RUNNING).pass(LEASE);
        claim("b", 1).become("b", 1, State.QUEUED).claim("a", 1).become("a", 1, State.SUCCEEDED);

        assertThat(judged()).isEmpty();
    }

    @Test
    void anAcknowledgedRunThatIsNotThereIsFound() {
        acknowledged.add("gone");

        assertThat(judged()).singleElement().asString().startsWith("lost: gone");
    }

    @Test
    void aRunThatWasNotAcknowledgedMayBeThere() {
        submit(1, "free", "").claim("a", 1).become("a", 1, State.FAILED);
        acknowledged.clear();

        assertThat(judged()).isEmpty();
    }

    @Test
    void aRunThatIsThereTwiceIsFound() {
        submit(1, "free", "").claim("a", 1).become("a", 1, State.SUCCEEDED);
        submit(2, "free", "").claim("a", 2).become("a", 2, State.SUCCEEDED);
        runs.put(2L, runs.get(1L));

        assertThat(judged()).anyMatch(violation -> violation.startsWith("doubled: r1"));
    }

    @Test
    void aRunThatNeverEndsIsFound() {
        submit(1, "free", "").claim("a", 1);

        assertThat(judged()).singleElement().asString().contains("end: r1", "never ended");
    }

    @Test
    void aRunThatEndsTwiceIsFound() {
        submit(1, "free", "").claim("a", 1).become("a", 1, State.SUCCEEDED).become("a", 1, State.FAILED);

        assertThat(judged()).anyMatch(violation -> violation.startsWith("end: ") && violation.contains("had ended"));
    }

    @Test
    void aWriteOfAWorkerThatLostItsRunIsFound() {
        submit(1, "free", "").claim("a", 1).pass(LEASE).claim("b", 1);
        become("a", 1, State.RUNNING).become("b", 1, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("fence: ");
    }

    @Test
    void anEndByAWorkerThatLostItsRunIsFound() {
        submit(1, "free", "").claim("a", 1).pass(LEASE).claim("b", 1).become("a", 1, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("fence: ");
    }

    @Test
    void aFenceThatGoesBackIsFound() {
        submit(1, "free", "").claim("a", 1).claimBackTo(1, 0).become("a", 1, State.SUCCEEDED);

        assertThat(judged()).anyMatch(violation -> violation.contains("takes back a fence"));
    }

    private HistoryCheckerTest claimBackTo(long run, long fence) {
        change("a", run, new Standing(State.RUNNING, fence, clock.plus(LEASE)));
        return this;
    }

    @Test
    void aLiveLeaseThatIsTakenOverIsFound() {
        submit(1, "free", "").claim("a", 1).claim("b", 1).become("b", 1, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("lease: ");
    }

    @Test
    void aJobThatExceedsItsLimitForAnInstantIsFound() {
        twoOf("limited", "").claim("b", 2).become("a", 1, State.SUCCEEDED).become("b", 2, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("limit: ").contains("limited");
    }

    @Test
    void aProjectThatExceedsItsLimitForAnInstantIsFound() {
        twoOf("free", "narrow").claim("b", 2).become("a", 1, State.SUCCEEDED).become("b", 2, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("limit: ").contains("narrow");
    }

    @Test
    void aLimitIsKeptByWhoComesAfterARunThatEndedOrIsQueuedAgainOrTakesItOver() {
        twoOf("limited", "narrow").pass(LEASE).claim("b", 1).become("b", 1, State.QUEUED);
        claim("b", 2).become("b", 2, State.SUCCEEDED).claim("a", 1).become("a", 1, State.SUCCEEDED);

        assertThat(judged()).isEmpty();
    }

    @Test
    void aClusterThatDoesNotGoOnAfterTheLastFaultIsFound() {
        submit(1, "free", "").claim("a", 1);
        lastFault = clock;
        pass(PATIENCE).become("a", 1, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("progress: ");
    }

    @Test
    void aClusterThatStopsAgainLaterIsFound() {
        twoOf("free", "");
        lastFault = clock;
        become("a", 1, State.SUCCEEDED).claim("a", 2).pass(PATIENCE).become("a", 2, State.SUCCEEDED);

        assertThat(judged()).singleElement().asString().startsWith("progress: ");
    }

    @Test
    void whatTookLongBeforeTheLastFaultOrWhileNothingWaitedOrTheMachineStoodStillIsSound() {
        submit(1, "free", "").claim("a", 1).pass(PATIENCE.multipliedBy(2));
        lastFault = clock;
        become("a", 1, State.SUCCEEDED).pass(PATIENCE.multipliedBy(2));
        submit(2, "free", "").claim("a", 2);
        stalls.add(new ClusterHistory.Stall(clock, clock.plus(PATIENCE)));
        pass(PATIENCE.plusSeconds(1)).become("a", 2, State.SUCCEEDED);

        assertThat(judged()).isEmpty();
    }

    @Test
    void aChangeThatIsMissingInTheHistoryIsFound() {
        submit(1, "free", "")
                .claim("a", 1)
                .become("a", 1, State.QUEUED)
                .claim("b", 1)
                .become("b", 1, State.SUCCEEDED);
        changes.remove(2);

        assertThat(judged()).anyMatch(violation -> violation.startsWith("unwritten: "));
    }
}
