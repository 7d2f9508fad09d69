package dev.gantry.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.memory.InMemoryRunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An end that comes after the lease ran out is refused, and the log says who has the run now. */
class CompleterTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGINNING);
    private final RunStore store = new InMemoryRunStore(now::get);
    private final Timers wall = new SystemTimers("test-wall");
    private final Completer completer = new Completer(store, wall, Runnable::run);
    private final List<Completion> done = new ArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Completer.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        wall.close();
        store.close();
    }

    private Claim claim(String worker) {
        ClaimRequest wish = new ClaimRequest(worker, 1, LEASE, Map.of("job", 1));
        return store.claim(wish).join().claims().get(0);
    }

    private Claim submitAndClaim(String worker) {
        RunRequest request = new RunRequest(UUID.randomUUID(), "job", "job", RunOptions.NONE);
        store.submit(List.of(new NewRun(request, "{}"))).join();
        return claim(worker);
    }

    private void end(Claim claim) {
        RunUpdate last = RunUpdate.nothing(claim.run().uuid(), claim.fence());
        completer.complete(new Completion(last, new Ending.Finished(200, false)), done::add);
    }

    private String line() {
        assertThat(done).isNotEmpty();
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0).getFormattedMessage();
    }

    @Test
    void anEndThatIsTakenIsNotWorthALine() {
        end(submitAndClaim("first"));

        assertThat(done).hasSize(1);
        assertThat(lines.list).isEmpty();
    }

    @Test
    void whoHasTheRunNowIsNamed() {
        Claim lost = submitAndClaim("first");
        now.set(BEGINNING.plus(LEASE));
        claim("second");

        end(lost);

        assertThat(line())
                .isEqualTo(
                        "the end of an attempt at run %s was refused: its lease had run out, and worker second has the"
                                        .formatted(lost.run().uuid())
                                + " run under a lease until 2026-01-01T00:01:00Z");
    }

    @Test
    void thatItHasEndedMeanwhileIsSaid() {
        Claim lost = submitAndClaim("first");
        now.set(BEGINNING.plus(LEASE));
        Claim taken = claim("second");
        end(taken);

        end(lost);

        assertThat(line()).endsWith("and the run is SUCCEEDED since 2026-01-01T00:00:30Z");
    }
}
