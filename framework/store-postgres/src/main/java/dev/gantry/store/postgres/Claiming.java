package dev.gantry.store.postgres;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Ending;
import dev.gantry.store.Lease;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Run;
import dev.gantry.store.postgres.Candidate.Lane;
import dev.gantry.store.postgres.Queue.Quota;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How runs are given to a worker. */
final class Claiming {

    private static final String LOCK_DOOMED = """
            SELECT %s
            FROM run r JOIN run_request q ON q.number = r.number
            WHERE r.state = 1 AND r.cancel_requested AND r.lease_until <= ?
            ORDER BY r.number
            FOR UPDATE OF r SKIP LOCKED
            """.formatted(RunColumns.SELECTED);

    private static final String READ = """
            SELECT %s, q.params, d.json
            FROM unnest(?::bigint[]) AS v (number)
            JOIN run r ON r.number = v.number
            JOIN run_request q ON q.number = v.number
            LEFT JOIN run_data d ON d.number = v.number
            """.formatted(RunColumns.SELECTED);

    private static final String JOB_TYPES = "SELECT DISTINCT job_type FROM run_request WHERE uuid = ANY (?)";

    /** When to look again for runs that somebody else held: it may have died with them. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final Comparator<Claim> FIRST_SERVED = Comparator.<Claim>comparingInt(
                    claim -> claim.run().request().options().priority())
            .reversed()
            .thenComparing(claim -> claim.run().runAt())
            .thenComparing(claim -> claim.run().number());

    private final RunTable runs;
    private final Leases leases;

    Claiming(RunTable runs, Leases leases) {
        this.runs = runs;
        this.leases = leases;
    }

    /** See {@link dev.gantry.store.RunStore#claim}. */
    Claims claim(Transaction transaction, ClaimRequest request) throws SQLException {
        Queue queue = Queue.look(transaction, request.limits(), request.most());
        if (queue.ranOut() && leases.keep(transaction, request)) {
            queue = Queue.look(transaction, request.limits(), request.most());
        }
        Set<LeaseRef> resuming = new LinkedHashSet<>(request.resuming());
        if (queue.withDoomed()) {
            endDoomed(transaction);
        }
        Places places =
                Places.reserve(transaction, request.limits(), jobTypes(transaction, queue, resuming), projects(queue));
        List<LeaseRef> resumed = resume(transaction, resuming, request.max(), places);
        boolean mayBegin = resumed.size() < request.max();
        List<Candidate> abandoned = mayBegin ? queue.lockAbandoned() : queue.seeAbandoned();
        places.abandoned(abandoned);
        List<Candidate> chosen = choose(queue.waiting(), abandoned, places, request, resumed.size());
        List<Claim> claims = give(transaction, queue, chosen, request, resumed.size());
        boolean allSeen = abandoned.size() >= queue.withAbandoned().size()
                && (claims.size() == chosen.size() || !queue.isLeft(lanes(chosen)));
        return new Claims(claims, resumed, nextDueIn(transaction, queue, claims, allSeen));
    }

    private void endDoomed(Transaction transaction) throws SQLException {
        List<Row> doomed =
                transaction.sql(LOCK_DOOMED).with(transaction.nowMicros()).list(RunColumns::row);
        Ending cancelled = new Ending.Finished(Run.CANCELLED_CODE, false);
        runs.move(
                transaction,
                doomed.stream()
                        .map(row -> Move.of(row, row.run().completed(cancelled, transaction.now())))
                        .toList());
    }

    private static Set<String> jobTypes(Transaction transaction, Queue queue, Set<LeaseRef> resuming)
            throws SQLException {
        Set<String> jobTypes = new HashSet<>(queue.withAbandoned());
        queue.waiting().forEach(candidate -> jobTypes.add(candidate.lane().jobType()));
        if (!resuming.isEmpty()) {
            List<UUID> uuids = resuming.stream().map(LeaseRef::uuid).toList();
            jobTypes.addAll(transaction.sql(JOB_TYPES).withUuids(uuids).list(row -> row.getString(1)));
        }
        return jobTypes;
    }

    private static Set<String> projects(Queue queue) {
        Set<String> projects = new HashSet<>();
        queue.waiting().forEach(candidate -> projects.add(candidate.lane().project()));
        return projects;
    }

    /** The parked runs that go on; one that was told so already does. */
    private List<LeaseRef> resume(Transaction transaction, Set<LeaseRef> resuming, int max, Places places)
            throws SQLException {
        Map<UUID, Row> rows = runs.lock(
                transaction, resuming.stream().map(LeaseRef::uuid).distinct().toList());
        List<LeaseRef> resumed = new ArrayList<>();
        List<LeaseRef> unparked = new ArrayList<>();
        for (LeaseRef ref : resuming) {
            Optional<Run> held =
                    Optional.ofNullable(rows.get(ref.uuid())).map(Row::run).filter(run -> run.heldUnder(ref.fence()));
            if (held.isEmpty() || resumed.size() >= max) {
                continue;
            }
            boolean parked = held.get().lease().filter(Lease::parked).isPresent();
            if (!parked) {
                resumed.add(ref);
            } else if (places.resume(Texts.toDatabase(held.get().jobType()))) {
                resumed.add(ref);
                unparked.add(ref);
            }
        }
        leases.unpark(transaction, unparked);
        return resumed;
    }

    /** Who goes first takes a place first; who finds none now finds none later in this claim. */
    private static List<Candidate> choose(
            List<Candidate> waiting, List<Candidate> abandoned, Places places, ClaimRequest request, int resumed) {
        Set<String> mayWait =
                request.ahead().jobTypes().stream().map(Texts::toDatabase).collect(Collectors.toSet());
        List<Candidate> chosen = new ArrayList<>();
        List<Candidate> all = Stream.concat(waiting.stream(), abandoned.stream())
                .sorted(Candidate.FIRST_SERVED)
                .toList();
        for (Candidate candidate : all) {
            int given = resumed + chosen.size();
            if (given >= request.most()) {
                break;
            }
            if (places.take(candidate)) {
                boolean bears =
                        candidate.sound() && mayWait.contains(candidate.lane().jobType());
                if (!request.takes(bears, given)) {
                    break;
                }
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    private static Set<Lane> lanes(List<Candidate> chosen) {
        return chosen.stream()
                .filter(candidate -> !candidate.abandoned())
                .map(Candidate::lane)
                .collect(Collectors.toSet());
    }

    private List<Claim> give(
            Transaction transaction, Queue queue, List<Candidate> chosen, ClaimRequest request, int resumed)
            throws SQLException {
        Map<Lane, Quota> quotas = new LinkedHashMap<>();
        List<Long> abandoned = new ArrayList<>();
        int before = resumed;
        for (Candidate candidate : chosen) {
            boolean atOnce = before++ < request.max();
            if (candidate.abandoned()) {
                abandoned.add(candidate.number());
            } else {
                quotas.merge(candidate.lane(), Quota.one(atOnce), Quota::plus);
            }
        }
        Duration lease = request.lease().truncatedTo(ChronoUnit.MICROS);
        List<Claim> claims = new ArrayList<>(queue.give(quotas, request.worker(), lease));
        claims.addAll(takeOver(transaction, abandoned, request.worker(), lease));
        claims.forEach(claim -> transaction.claimed(claim.run().uuid()));
        claims.sort(FIRST_SERVED);
        return claims;
    }

    private List<Claim> takeOver(Transaction transaction, List<Long> abandoned, String worker, Duration lease)
            throws SQLException {
        if (abandoned.isEmpty()) {
            return List.of();
        }
        List<Move> moves = new ArrayList<>(abandoned.size());
        List<Claim> claims = transaction.sql(READ).withLongs(abandoned).list(row -> {
            Row before = RunColumns.row(row);
            Run claimed = before.run().claimed(worker, lease, transaction.now());
            moves.add(Move.of(before, claimed));
            return new Claim(claimed, RunColumns.body(row), true);
        });
        runs.move(transaction, moves);
        return claims;
    }

    private static Optional<Duration> nextDueIn(
            Transaction transaction, Queue queue, List<Claim> claims, boolean allSeen) {
        long next = queue.nextDue();
        for (Claim claim : claims) {
            next = Math.min(
                    next, Moments.toDatabase(claim.run().lease().orElseThrow().until()));
        }
        if (!allSeen) {
            next = Math.min(next, Moments.toDatabase(transaction.now().plus(LOOK_AGAIN)));
        }
        return next == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Duration.between(transaction.now(), Moments.fromDatabase(next)));
    }
}
