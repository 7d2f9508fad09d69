package dev.gantry.store.postgres;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Lease;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.Signal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** How leases are extended, and runs parked. */
final class Leases {

    private static final String RENEW = """
            UPDATE run AS r SET lease_until = ?
            FROM unnest(?::uuid[], ?::bigint[]) AS v (uuid, fence)
            JOIN run_request q ON q.uuid = v.uuid
            WHERE r.number = q.number AND r.state = 1 AND r.fence = v.fence
            RETURNING q.uuid, r.fence, r.cancel_requested
            """;

    private static final String KEEP = """
            UPDATE run AS r SET lease_until = ?
            FROM unnest(?::uuid[], ?::bigint[]) AS v (uuid, fence)
            JOIN run_request q ON q.uuid = v.uuid
            WHERE r.number = q.number AND r.state = 1 AND r.fence = v.fence AND r.worker = ? AND r.lease_until <= ?
            RETURNING q.uuid, r.fence
            """;

    /** Says also whether the job has a limit, against which a parked run does not count. */
    private static final String PARK = """
            UPDATE run AS r SET parked = ?
            FROM unnest(?::uuid[], ?::bigint[]) AS v (uuid, fence)
            JOIN run_request q ON q.uuid = v.uuid
            WHERE r.number = q.number AND r.state = 1 AND r.fence = v.fence
            RETURNING q.uuid, r.fence, EXISTS (SELECT FROM limited_job l WHERE l.job_type = r.job_type)
            """;

    private static final String LAST = """
            SELECT worker, fence, lease_until FROM run WHERE state = 1 AND lease_until > ? ORDER BY lease_until DESC LIMIT 1
            """;

    /** Of the leases that are good at a moment the one that is good for the longest. */
    Optional<Lease> last(Connection connection, Instant now) throws SQLException {
        return new Sql(connection, LAST)
                .with(Moments.toDatabase(now))
                .first(row ->
                        new Lease(Texts.fromDatabase(row.getString(1)), row.getLong(2), RunColumns.moment(row, 3)));
    }

    /** See {@link dev.gantry.store.RunStore#renew}. */
    Renewal renew(Transaction transaction, List<LeaseRef> leases, Duration lease) throws SQLException {
        Set<LeaseRef> lost = new HashSet<>(leases);
        Set<LeaseRef> cancelled = new HashSet<>();
        if (leases.isEmpty()) {
            return new Renewal(lost, cancelled);
        }
        Instant until = Moments.kept(transaction.now().plus(lease));
        Map<LeaseRef, Boolean> renewed = new HashMap<>();
        bind(transaction.sql(RENEW).with(Moments.toDatabase(until)), leases)
                .list(row -> renewed.put(ref(row), row.getBoolean(3)));
        renewed.forEach((ref, cancelRequested) -> {
            lost.remove(ref);
            if (cancelRequested) {
                cancelled.add(ref);
            }
            extended(transaction, ref, until);
        });
        lost.forEach(ref -> transaction.lost(ref));
        return new Renewal(lost, cancelled);
    }

    /** Extend those leases of a worker that have run out, before anybody is given their runs; whether there were any. */
    boolean keep(Transaction transaction, ClaimRequest request) throws SQLException {
        if (request.holding().isEmpty()) {
            return false;
        }
        Instant until = Moments.kept(transaction.now().plus(request.lease()));
        List<LeaseRef> kept = bind(transaction.sql(KEEP).with(Moments.toDatabase(until)), request.holding())
                .with(Texts.toDatabase(request.worker()))
                .with(transaction.nowMicros())
                .list(Leases::ref);
        kept.forEach(ref -> extended(transaction, ref, until));
        return !kept.isEmpty();
    }

    private static void extended(Transaction transaction, LeaseRef ref, Instant until) {
        remember(transaction, ref, held -> new Lease(held.worker(), held.fence(), until, held.parked()));
    }

    /** See {@link dev.gantry.store.RunStore#park}. */
    Set<LeaseRef> park(Transaction transaction, Collection<LeaseRef> leases) throws SQLException {
        return setParked(transaction, leases, true);
    }

    /** Let parked runs go on. */
    void unpark(Transaction transaction, Collection<LeaseRef> leases) throws SQLException {
        Set<LeaseRef> unused = setParked(transaction, leases, false);
    }

    private static Set<LeaseRef> setParked(Transaction transaction, Collection<LeaseRef> leases, boolean parked)
            throws SQLException {
        Set<LeaseRef> done = new HashSet<>();
        if (!leases.isEmpty()) {
            List<Boolean> limited = bind(transaction.sql(PARK).with(parked), leases)
                    .list(row -> {
                        done.add(ref(row));
                        return row.getBoolean(3);
                    });
            if (parked && limited.contains(true)) {
                transaction.signal(Signal.WORK);
            }
        }
        done.forEach(ref ->
                remember(transaction, ref, held -> new Lease(held.worker(), held.fence(), held.until(), parked)));
        return done;
    }

    private static Sql bind(Sql sql, Collection<LeaseRef> leases) {
        return sql.withUuids(leases.stream().map(LeaseRef::uuid).toList())
                .withLongs(leases.stream().map(LeaseRef::fence).toList());
    }

    private static LeaseRef ref(ResultSet row) throws SQLException {
        return new LeaseRef(row.getObject(1, UUID.class), row.getLong(2));
    }

    private static void remember(Transaction transaction, LeaseRef ref, UnaryOperator<Lease> change) {
        transaction.held(ref).ifPresent(row -> {
            Run run = row.run();
            Optional<Lease> lease = run.lease().map(change);
            transaction.saw(
                    row.with(new Run(run.request(), run.stamp(), run.standing(), run.progress(), run.fence(), lease)));
        });
    }
}
