package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.Progress;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/** Random steps, each done to a store and to a naive one. */
final class RandomWalk {

    private static final List<String> PATHS = List.of("a/b", "a/c", "d");

    private final StoreFixture fixture;
    private final SplittableRandom random;
    private final NaiveStore naive = new NaiveStore();
    private final RandomAttachments attachments;
    private final RandomQueries queries;
    private String lastStep = "";

    RandomWalk(StoreFixture fixture, SplittableRandom random) {
        this.fixture = fixture;
        this.random = random;
        this.attachments = new RandomAttachments(fixture, random, naive);
        this.queries = new RandomQueries(fixture, random, naive);
    }

    String lastStep() {
        return lastStep;
    }

    void step() {
        int dice = random.nextInt(120);
        if (dice < 24) {
            submit();
        } else if (dice < 44) {
            claim();
        } else if (dice < 52) {
            renew();
        } else if (dice < 64) {
            report(Optional.empty());
        } else if (dice < 80) {
            report(Optional.of(ending()));
        } else if (dice < 84) {
            cancel();
        } else if (dice < 88) {
            retry();
        } else if (dice < 93) {
            lastStep = queries.step(this::anyRun);
        } else if (dice < 100) {
            park();
        } else if (dice < 103) {
            limitProject();
        } else if (dice < 114) {
            lastStep = "attachments";
            lastStep = attachments.step();
        } else {
            lastStep = "advance";
            fixture.clock().advance(Duration.ofMillis(random.nextInt(20_000)));
        }
    }

    /** Close and open the store, when no lease that was given out is still good: who held it may be gone by then. */
    void reopen() {
        lastStep = "reopen";
        fixture.clock().advance(Duration.ofMinutes(1));
        fixture.reopen();
        Map<String, Integer> limits = new HashMap<>();
        PATHS.forEach(path -> limits.put(path.replace('/', '_'), Integer.MAX_VALUE));
        claim(new ClaimRequest("after reopen", Integer.MAX_VALUE, Duration.ofSeconds(20), limits));
        compareAll();
    }

    private UUID anyRun() {
        if (naive.runs().isEmpty() || random.nextInt(50) == 0) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        int newest = naive.runs().size();
        return naive.runs()
                .get(newest - 1 - random.nextInt(Math.min(newest, 40)))
                .run()
                .uuid();
    }

    private long fenceOf(UUID uuid) {
        long fence = naive.find(uuid).map(held -> held.run().fence()).orElse(1L);
        return random.nextInt(10) == 0 ? fence - 1 : fence;
    }

    private LogLine line() {
        return LogLine.warning(fixture.now(), "w" + random.nextInt());
    }

    private void submit() {
        RunBuilder run = aRun().uuid(
                        random.nextInt(20) == 0 ? anyRun() : new UUID(random.nextLong(), random.nextLong()))
                .at(PATHS.get(random.nextInt(PATHS.size())))
                .priority(random.nextInt(3))
                .params("{\"n\":" + random.nextInt() + "}");
        if (random.nextInt(3) == 0) {
            RunAddress address = attachments.anyAddress();
            run = run.in(address.project(), address.jobId());
        }
        if (random.nextInt(3) == 0) {
            run = run.childOf(anyRun());
        }
        if (random.nextInt(4) == 0) {
            run = run.runAt(fixture.now().plusMillis(random.nextInt(60_000) - 10_000L));
        }
        if (random.nextInt(4) == 0) {
            run = run.key("key" + random.nextInt(30));
        }
        if (random.nextInt(5) == 0) {
            run = run.by(anyLease());
        }
        lastStep = "submit " + run;
        if (run.by().isPresent() && !naive.maySpawn(run.by().get())) {
            RunBuilder refused = run;
            assertThatThrownBy(() -> fixture.submitAll(refused)).isInstanceOf(LeaseLostException.class);
            return;
        }
        assertThat(plain(fixture.submitAll(run).get(0).run()))
                .isEqualTo(plain(naive.submit(run.build(), fixture.now())));
    }

    private void claim() {
        claim(anyClaim(anyLeases()));
    }

    private ClaimRequest anyClaim(List<LeaseRef> holding) {
        Map<String, Integer> limits = new HashMap<>();
        PATHS.forEach(path -> limits.put(path.replace('/', '_'), random.nextInt(6)));
        Duration lease = Duration.ofMillis(random.nextInt(1, 30_000));
        return new ClaimRequest(
                "w" + random.nextInt(3), random.nextInt(4), anyAhead(), lease, limits, anyLeases(), holding);
    }

    private ClaimRequest.Ahead anyAhead() {
        Set<String> jobTypes = new HashSet<>();
        PATHS.stream().filter(path -> random.nextBoolean()).forEach(path -> jobTypes.add(path.replace('/', '_')));
        return new ClaimRequest.Ahead(random.nextInt(4), jobTypes);
    }

    /**
     * Claim while nothing can be forced, which counts if it is answered.
     *
     * @return whether runs were given away
     */
    boolean claimWithout(FailingForces disk) {
        // What a claim does besides giving runs away is not answered to anybody, so that it is taken back.
        claim(new ClaimRequest("nobody", 0, Duration.ofSeconds(1), Map.of()));
        ClaimRequest request = anyClaim(List.of());
        lastStep = "without forces: " + request;
        disk.fail();
        try {
            Claims claims = await(fixture.store().claim(request));
            List<LeaseRef> resumed = naive.resume(request, fixture.now());
            List<Run> expected = naive.claim(request, resumed.size(), fixture.now());
            assertThat(claims.claims())
                    .extracting(claim -> plain(claim.run()))
                    .isEqualTo(expected.stream().map(RandomWalk::plain).toList());
            assertThatThrownBy(() -> fixture.submitAll(aRun())).isInstanceOf(StoreUnavailableException.class);
            return !expected.isEmpty();
        } catch (StoreUnavailableException e) {
            // A claim that needs more of the disk than a write, as a new file, is refused and changes nothing.
            return false;
        } finally {
            disk.heal();
        }
    }

    private List<LeaseRef> anyLeases() {
        List<LeaseRef> leases = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            leases.add(anyLease());
        }
        return leases;
    }

    private LeaseRef anyLease() {
        UUID uuid = randomRunning();
        return new LeaseRef(uuid, fenceOf(uuid));
    }

    private void park() {
        LeaseRef ref = anyLease();
        lastStep = "park " + ref;
        assertThat(await(fixture.store().park(List.of(ref)))).isEqualTo(naive.park(ref) ? Set.of(ref) : Set.of());
    }

    private void limitProject() {
        String project = attachments.anyAddress().project();
        int concurrency = random.nextInt(1, 4);
        lastStep = "limit " + project + " to " + concurrency;
        naive.limit(project, concurrency);
        assertThat(plain(await(fixture.store().limitProject(project, concurrency))))
                .isEqualTo(plain(naive.project(project)));
    }

    private static List<Object> plain(ProjectState state) {
        return List.of(
                state.concurrency(),
                state.running().stream().map(RandomWalk::plain).toList(),
                state.queued());
    }

    private void claim(ClaimRequest request) {
        lastStep = request.toString();
        naive.keep(request, fixture.now());
        List<LeaseRef> resumed = naive.resume(request, fixture.now());
        List<Run> expected = naive.claim(request, resumed.size(), fixture.now());
        Claims claims = fixture.claim(request);
        assertThat(claims.resumed()).isEqualTo(resumed);
        assertThat(claims.claims())
                .extracting(claim -> plain(claim.run()))
                .isEqualTo(expected.stream().map(RandomWalk::plain).toList());
    }

    private void renew() {
        LeaseRef ref = anyLease();
        Duration lease = Duration.ofMillis(random.nextInt(1, 30_000));
        lastStep = "renew " + ref + " for " + lease;
        boolean taken = naive.renew(ref.uuid(), ref.fence(), lease, fixture.now());
        assertThat(await(fixture.store().renew(List.of(ref), lease)).lost()).isEqualTo(taken ? Set.of() : Set.of(ref));
    }

    private UUID randomRunning() {
        List<UUID> running = naive.runs().stream()
                .map(NaiveStore.NaiveRun::run)
                .filter(run -> run.state() == RunState.RUNNING)
                .map(Run::uuid)
                .toList();
        return running.isEmpty() ? anyRun() : running.get(random.nextInt(running.size()));
    }

    private Ending ending() {
        boolean error = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Ending.Again(Duration.ofMillis(random.nextInt(20_000)), error);
            case 2 -> new Ending.Unbegun();
            default -> new Ending.Finished(random.nextBoolean() ? 200 : 500, error);
        };
    }

    private void report(Optional<Ending> ending) {
        UUID uuid = randomRunning();
        RunUpdate update = new RunUpdate(
                uuid,
                fenceOf(uuid),
                Optional.of(new Progress(random.nextDouble(), 0, 0.1)),
                random.nextBoolean() ? LogBatch.EMPTY : LogBatch.of(line(), line()),
                random.nextBoolean() ? Optional.empty() : Optional.of("\"" + random.nextInt() + "\""));
        lastStep = update + " " + ending;
        boolean taken = naive.report(update, ending, fixture.now());
        assertThat(ending.map(end -> fixture.complete(update, end)).orElseGet(() -> fixture.update(update)))
                .isEqualTo(taken);
        compare(uuid);
    }

    private void cancel() {
        UUID uuid = anyRun();
        LogLine why = line();
        lastStep = "cancel " + uuid;
        naive.cancel(uuid, why, fixture.now());
        await(fixture.store().cancel(uuid, why));
        compare(uuid);
    }

    private void retry() {
        UUID uuid = anyRun();
        LogLine why = line();
        lastStep = "retry " + uuid;
        naive.retry(uuid, why, fixture.now());
        await(fixture.store().retry(uuid, why));
        compare(uuid);
    }

    private void compare(UUID uuid) {
        Optional<NaiveStore.NaiveRun> expected = naive.find(uuid);
        assertThat(fixture.store().find(uuid).map(RandomWalk::plain))
                .isEqualTo(expected.map(held -> plain(held.run())));
        assertThat(fixture.store().body(uuid)).isEqualTo(expected.map(NaiveStore.NaiveRun::body));
        assertThat(fixture.store().log(uuid, 0).map(RunLog::entries)).isEqualTo(expected.map(NaiveStore.NaiveRun::log));
        queries.compareDigest(uuid);
    }

    /** A run without its revision, of which only the order is promised. */
    static List<Object> plain(Run run) {
        return List.of(
                run.request(), run.number(), run.createdAt(), run.standing(), run.progress(), run.fence(), run.lease());
    }

    void compareAll() {
        naive.runs().forEach(held -> compare(held.run().uuid()));
        attachments.compareAll();
        for (String project : RandomAttachments.PROJECTS) {
            assertThat(plain(fixture.store().project(project))).isEqualTo(plain(naive.project(project)));
        }
        assertThat(fixture.store().queued())
                .isEqualTo(naive.runs().stream()
                        .map(NaiveStore.NaiveRun::run)
                        .filter(run -> run.state() == RunState.QUEUED)
                        .collect(Collectors.groupingBy(Run::jobType, Collectors.counting())));
    }
}
