package dev.gantry.store.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.Ending;
import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoredFile;
import dev.gantry.store.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/** A store under test, its clock, and what tests say to it again and again. */
public final class StoreFixture {

    /** How long a test waits for what must happen; far more than any machine needs. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The lease of a claim that does not name one. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /** The least difference between moments that a store keeps: databases know no less than a microsecond. */
    public static final Duration TICK = Duration.ofNanos(1_000);

    private final MovableClock clock;
    private final Function<InstantSource, RunStore> opener;
    private RunStore store;

    StoreFixture(Function<InstantSource, RunStore> opener) {
        this(new MovableClock(), opener);
    }

    /** Open a store that goes by a clock. */
    public StoreFixture(MovableClock clock, Function<InstantSource, RunStore> opener) {
        this.clock = clock;
        this.opener = opener;
        this.store = opener.apply(clock);
    }

    /** The store under test. */
    public RunStore store() {
        return store;
    }

    /** The store under test, as one that can be copied. */
    public CopyableStore copyable() {
        return (CopyableStore) store;
    }

    /** The clock by which it goes. */
    public MovableClock clock() {
        return clock;
    }

    /** The present, by the store's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Close the store and open it again on what it left. */
    public RunStore reopen() {
        store.close();
        store = opener.apply(clock);
        return store;
    }

    /** Wait for an answer of the store. */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError("failed with what is no RuntimeException: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    /** Submit runs together. */
    public List<Submission> submitAll(RunBuilder... runs) {
        return await(store.submit(Stream.of(runs).map(RunBuilder::build).toList()));
    }

    /** Submit a run that must be new. */
    public Run submit(RunBuilder run) {
        Submission submission = submitAll(run).get(0);
        if (!submission.created()) {
            throw new AssertionError("not created, because of " + submission.run());
        }
        return submission.run();
    }

    /** Claim runs of some job types without limits. */
    public Claims claim(int max, String... jobTypes) {
        Map<String, Integer> limits = new HashMap<>();
        for (String jobType : jobTypes) {
            limits.put(jobType, Integer.MAX_VALUE);
        }
        return claim(max, limits);
    }

    /** Claim runs within limits. */
    public Claims claim(int max, Map<String, Integer> limits) {
        return claim(new ClaimRequest("worker-1", max, LEASE, limits));
    }

    /** Claim, and wait until readers see it: an answer may be earlier, that of a later call is not. */
    public Claims claim(ClaimRequest request) {
        Claims claims = await(store.claim(request));
        await(store.renew(List.of(), LEASE));
        return claims;
    }

    /** Claim the one run of the usual job that is there to claim. */
    public Claim claimOne() {
        List<Claim> claims = claim(2, RunBuilder.JOB_TYPE).claims();
        if (claims.size() != 1) {
            throw new AssertionError("expected one run to claim; got " + claims);
        }
        return claims.get(0);
    }

    /** Claim runs of the usual job without limits, and let parked ones go on. */
    public Claims resume(int max, int limit, LeaseRef... resuming) {
        return claim(new ClaimRequest(
                "worker-1", max, LEASE, Map.of(RunBuilder.JOB_TYPE, limit), List.of(resuming), List.of()));
    }

    /** Claim runs of the usual job without limits, as a worker that says what it holds. */
    public List<Claim> claimHolding(String worker, LeaseRef... holding) {
        Map<String, Integer> limits = Map.of(RunBuilder.JOB_TYPE, Integer.MAX_VALUE);
        return claim(new ClaimRequest(worker, 9, LEASE, limits, List.of(), List.of(holding)))
                .claims();
    }

    /** Claim all runs of the usual job that are there to claim. */
    public List<Run> claimAll() {
        return claim(Integer.MAX_VALUE, RunBuilder.JOB_TYPE).claims().stream()
                .map(Claim::run)
                .toList();
    }

    /** Cancel a run, which must be there. */
    public Run cancel(UUID uuid) {
        return await(store.cancel(uuid, why("enough"))).orElseThrow();
    }

    /** Write a stash on nobody's behalf. */
    public StashWrite.Result putStash(UUID run, String json, long expected) {
        return await(store.putStash(new StashWrite(run, json, expected, "somebody", Optional.empty())));
    }

    /** Give a run a file on nobody's behalf. */
    public StoredFile putFile(UUID run, String name, String text) {
        try (FileContents.Upload upload =
                store.contents().upload(run, UUID.randomUUID().toString())) {
            upload.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            StoredFile file = new StoredFile(name, upload.finish(), "somebody", now());
            return await(store.putFile(new FileWrite(run, file, Optional.empty())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file from an offset on. */
    public String read(UUID run, StoredFile file, long from) throws IOException {
        try (InputStream in = Channels.newInputStream(store.contents().open(run, file.content(), from))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** The lease of a claim, as its worker knows it. */
    public static LeaseRef lease(Claim claim) {
        return new LeaseRef(claim.run().uuid(), claim.fence());
    }

    /** End the attempt of a claim; whether the store took it. */
    public boolean complete(Claim claim, Ending ending) {
        return complete(RunUpdate.nothing(claim.run().uuid(), claim.fence()), ending);
    }

    /** End an attempt; whether the store took it. */
    public boolean complete(RunUpdate last, Ending ending) {
        return await(store.complete(List.of(new Completion(last, ending)))).isEmpty();
    }

    /** Record a report; whether the store took it. */
    public boolean update(RunUpdate update) {
        CompletableFuture<List<UUID>> answer = store.update(List.of(update));
        // Something that does not wait for company, so that the report does not either.
        await(store.renew(List.of(), LEASE));
        return await(answer).isEmpty();
    }

    /** Add to the log of a claimed run; whether the store took it. */
    public boolean log(Claim claim, LogLine... lines) {
        return update(new RunUpdate(
                claim.run().uuid(), claim.fence(), Optional.empty(), LogBatch.of(lines), Optional.empty()));
    }

    /** Submit a run, execute it and end it with a code; the run as it is then. */
    public Run finish(RunBuilder run, int resultCode) {
        Run submitted = submit(run);
        Claim claim = claim(1, submitted.jobType()).claims().get(0);
        if (!claim.run().uuid().equals(submitted.uuid())) {
            throw new AssertionError("another run stood in the way: " + claim.run());
        }
        if (!complete(claim, finished(resultCode))) {
            throw new AssertionError("the store did not take the completion of " + submitted);
        }
        return run(submitted.uuid());
    }

    /** A run that must be there. */
    public Run run(UUID uuid) {
        return store.find(uuid).orElseThrow(() -> new AssertionError("run " + uuid + " is gone"));
    }

    /** An ending with a code, no error counted. */
    public static Ending finished(int resultCode) {
        return new Ending.Finished(resultCode, false);
    }

    /** A line that says why, for a cancel or a retry. */
    public LogLine why(String message) {
        return LogLine.event(now(), message);
    }
}
