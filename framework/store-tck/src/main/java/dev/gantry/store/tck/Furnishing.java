package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.finished;
import static dev.gantry.store.tck.StoreFixture.lease;

import dev.gantry.store.Claim;
import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.LogLine.Kind;
import dev.gantry.store.Progress;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** One of everything that a store can hold, for tests of what becomes of it in another store. */
public final class Furnishing {

    /** How many runs there are. */
    public static final int RUNS = 15;

    /** The stash and file of this run are there, and the run is not. */
    public static final RunBuilder UNSUBMITTED = aRun().in("early", "child");

    private final StoreFixture fixture;

    private Furnishing(StoreFixture fixture) {
        this.fixture = fixture;
    }

    /** Fill an empty store. */
    public static void of(StoreFixture fixture) {
        Furnishing furnishing = new Furnishing(fixture);
        furnishing.finishedRuns();
        furnishing.family();
        furnishing.heldRuns();
        furnishing.queuedRuns();
        furnishing.besides();
    }

    private Claim begin(RunBuilder run) {
        fixture.submit(run.priority(9));
        return fixture.claimOne();
    }

    private void finishedRuns() {
        Claim logging = begin(aRun().key("logging"));
        LogLine[] lines = IntStream.rangeClosed(1, Kind.EVENT.kept() + 5)
                .mapToObj(i -> LogLine.event(fixture.now(), "event " + i))
                .toArray(LogLine[]::new);
        fixture.log(logging, lines);
        fixture.log(
                logging,
                LogLine.warning(fixture.now(), TextContract.ODD),
                LogLine.error(fixture.now(), 17, "error"),
                LogLine.meta(fixture.now(), "name=alexey"),
                LogLine.output(fixture.now(), "printed"));
        RunUpdate last = new RunUpdate(
                logging.run().uuid(),
                logging.fence(),
                Optional.of(new Progress(0.5, 3, 0.25)),
                new LogBatch(List.of(), Map.of(Kind.OUTPUT, 7L)),
                Optional.of("\"" + TextContract.ODD + "\""));
        fixture.complete(last, finished(200));
        fixture.putStash(logging.run().uuid(), "1", 0);
        fixture.putStash(logging.run().uuid(), "{\"late\":\"" + TextContract.ODD + "\"}", 1);
        fixture.putFile(logging.run().uuid(), "README \u20ac", "text");
        fixture.putFile(logging.run().uuid(), "empty", "");

        Run failed = fixture.finish(aRun().at("other/job").tags(Map.of("stage", "main", "=", "")), 500);
        fixture.clock().advance(Duration.ofSeconds(1));
        await(fixture.store().retry(failed.uuid(), fixture.why("again")));
        Claim again = fixture.claim(1, failed.jobType()).claims().get(0);
        fixture.complete(again, new Ending.Finished(501, true));
        fixture.cancel(fixture.submit(aRun().runAt(Instant.MAX)).uuid());
    }

    private void family() {
        Claim top = begin(aRun().in("family", "top").setup("{\"workers\":3}"));
        Claim middle = begin(aRun().in("other", "middle").childOf(top.run().uuid()));
        link(middle, "finished");
        fixture.complete(middle, finished(200));
        fixture.submit(aRun().in("family", "last")
                .childOf(middle.run().uuid())
                .runAt(fixture.now().plus(Duration.ofDays(1))));
    }

    private void link(Claim parent, String jobId) {
        await(fixture.store()
                .linkRemote(
                        lease(parent),
                        new RemoteRun(parent.run().uuid(), "http://b:8888", new RunAddress("there", jobId))));
    }

    private void heldRuns() {
        Claim parked = begin(aRun().params("{\"parked\":true}"));
        await(fixture.store().park(List.of(lease(parked))));
        Claim doomed = begin(aRun());
        link(doomed, "doomed");
        fixture.cancel(doomed.run().uuid());
        Claim later = begin(aRun());
        fixture.complete(later, new Ending.Again(Duration.ofDays(1), true));
        begin(aRun().in("held", "one"));
    }

    private void queuedRuns() {
        RunBuilder odd = aRun().params("\"" + TextContract.ODD + "\"")
                .description(TextContract.ODD)
                .tags(Map.of(TextContract.ODD, TextContract.ODD))
                .priority(Integer.MIN_VALUE)
                .key(TextContract.ODD);
        fixture.submit(odd);
        fixture.submit(aRun().at("queued/later")
                .runAt(fixture.now().plus(Duration.ofDays(400)).plusNanos(1_000)));
        fixture.submit(aRun().at("queued/due").priority(3));
        UUID queued = fixture.submit(
                        aRun().at("queued/due").in("family", "next").priority(4))
                .uuid();
        fixture.putFile(queued, "input", "for later");
        fixture.submit(aRun().params(""));
    }

    private void besides() {
        fixture.putStash(UNSUBMITTED.uuid(), "\"for you\"", 0);
        fixture.putFile(UNSUBMITTED.uuid(), "early", "bird");
        await(fixture.store().limitProject("family", 4));
        await(fixture.store().limitProject("nobody", 2));
    }
}
