package dev.gantry.store.postgres;

import dev.gantry.store.postgres.Candidate.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The runs that wait, and those that are executed, as far as a claim is interested. */
final class Queue {

    /** Runs of one project, job and priority are a range of the index, the due before the others; so nothing is skipped. */
    private static final String LANES = """
            WITH RECURSIVE lane AS (
              (SELECT project, job_type, precedence FROM run WHERE state = 0
               ORDER BY project, job_type, precedence LIMIT 1)
              UNION ALL
              SELECT next.project, next.job_type, next.precedence
              FROM lane l CROSS JOIN LATERAL (
                SELECT r.project, r.job_type, r.precedence FROM run r
                WHERE r.state = 0 AND (r.project, r.job_type, r.precedence) > (l.project, l.job_type, l.precedence)
                ORDER BY r.project, r.job_type, r.precedence LIMIT 1) next)
            SELECT l.project, l.job_type, l.precedence, c.run_at, c.number
            FROM lane l
            JOIN unnest(?::text[], ?::int[]) AS wanted (job_type, most) ON wanted.job_type = l.job_type
            CROSS JOIN LATERAL (
              (SELECT r.run_at, r.number FROM run r
               WHERE r.state = 0 AND r.project = l.project AND r.job_type = l.job_type AND r.precedence = l.precedence
                 AND r.run_at <= ?
               ORDER BY r.run_at, r.number LIMIT wanted.most)
              UNION ALL
              (SELECT r.run_at, r.number FROM run r
               WHERE r.state = 0 AND r.project = l.project AND r.job_type = l.job_type AND r.precedence = l.precedence
                 AND r.run_at > ?
               ORDER BY r.run_at, r.number LIMIT 1)) c
            """;

    /** Of each job the lease that ran out first, and the one that will. */
    private static final String LEASES = """
            SELECT wanted.job_type, c.lease_until
            FROM unnest(?::text[]) AS wanted (job_type)
            CROSS JOIN LATERAL (
              (SELECT r.lease_until FROM run r
               WHERE r.state = 1 AND r.job_type = wanted.job_type AND r.lease_until <= ? AND NOT r.cancel_requested
               LIMIT 1)
              UNION ALL
              (SELECT r.lease_until FROM run r
               WHERE r.state = 1 AND r.job_type = wanted.job_type AND r.lease_until > ? AND NOT r.cancel_requested
               ORDER BY r.lease_until LIMIT 1)) c
            UNION ALL
            (SELECT NULL, r.lease_until FROM run r
             WHERE r.state = 1 AND r.cancel_requested AND r.lease_until <= ?
             LIMIT 1)
            UNION ALL
            (SELECT NULL, r.lease_until FROM run r
             WHERE r.state = 1 AND r.cancel_requested AND r.lease_until > ?
             ORDER BY r.lease_until LIMIT 1)
            """;

    private static final String LOCK_ABANDONED = """
            SELECT r.project, r.job_type, r.precedence, r.run_at, r.number, r.parked
            FROM unnest(?::text[]) AS wanted (job_type)
            CROSS JOIN LATERAL (
              SELECT * FROM run r
              WHERE r.state = 1 AND r.job_type = wanted.job_type AND r.lease_until <= ? AND NOT r.cancel_requested
              FOR UPDATE SKIP LOCKED) r
            """;

    private static final String LOCK_WAITING = """
            SELECT c.number
            FROM unnest(?::text[], ?::text[], ?::int[], ?::int[]) AS v (project, job_type, precedence, most)
            CROSS JOIN LATERAL (
              SELECT r.number FROM run r
              WHERE r.state = 0 AND r.project = v.project AND r.job_type = v.job_type AND r.precedence = v.precedence
                AND r.run_at <= ?
              ORDER BY r.run_at, r.number LIMIT v.most
              FOR UPDATE SKIP LOCKED) c
            """;

    private final Transaction transaction;
    private final List<Candidate> waiting = new ArrayList<>();
    private final List<String> withAbandoned = new ArrayList<>();
    private boolean withDoomed;
    private long nextDue = Long.MAX_VALUE;

    private Queue(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Look what there is, without holding it: of each lane no more than its job's limit allows. */
    static Queue look(Transaction transaction, Map<String, Integer> limits, int max) throws SQLException {
        Queue queue = new Queue(transaction);
        queue.lookAtLeases(limits);
        if (!limits.isEmpty()) {
            queue.lookAtLanes(limits, max);
        }
        return queue;
    }

    private static List<String> jobTypes(Map<String, Integer> limits) {
        return limits.keySet().stream().map(Texts::toDatabase).toList();
    }

    private void lookAtLanes(Map<String, Integer> limits, int max) throws SQLException {
        long now = transaction.nowMicros();
        transaction
                .sql(LANES)
                .withTexts(jobTypes(limits))
                .withInts(limits.values().stream()
                        .map(limit -> Math.max(0, Math.min(limit, max)))
                        .toList())
                .with(now)
                .with(now)
                .list(row -> {
                    Candidate candidate = new Candidate(lane(row), row.getLong(4), row.getLong(5), false, false);
                    return candidate.runAt() > now ? due(candidate.runAt()) : waiting.add(candidate);
                });
    }

    private void lookAtLeases(Map<String, Integer> limits) throws SQLException {
        long now = transaction.nowMicros();
        transaction
                .sql(LEASES)
                .withTexts(jobTypes(limits))
                .with(now)
                .with(now)
                .with(now)
                .with(now)
                .list(row -> {
                    long until = row.getLong(2);
                    if (until > now) {
                        return due(until);
                    }
                    String jobType = row.getString(1);
                    withDoomed |= jobType == null;
                    return jobType != null && withAbandoned.add(jobType);
                });
    }

    private static Lane lane(ResultSet row) throws SQLException {
        return new Lane(row.getString(1), row.getString(2), row.getInt(3));
    }

    private boolean due(long moment) {
        nextDue = Math.min(nextDue, moment);
        return true;
    }

    /** Those that are due. */
    List<Candidate> waiting() {
        return waiting;
    }

    /** The job types of runs whose leases ran out. */
    List<String> withAbandoned() {
        return withAbandoned;
    }

    /** Whether leases of cancelled runs ran out. */
    boolean withDoomed() {
        return withDoomed;
    }

    /** The earliest moment at which time alone brings another; the greatest there is if none. */
    long nextDue() {
        return nextDue;
    }

    /** Hold the runs whose leases ran out. Those that somebody renews or ends at this moment are not among them. */
    List<Candidate> lockAbandoned() throws SQLException {
        return withAbandoned.isEmpty()
                ? List.of()
                : transaction
                        .sql(LOCK_ABANDONED)
                        .withTexts(withAbandoned)
                        .with(transaction.nowMicros())
                        .list(row -> new Candidate(lane(row), row.getLong(4), row.getLong(5), true, row.getBoolean(6)));
    }

    /** Hold so many runs of some lanes: the first that nobody else holds. Their numbers. */
    LongStream lockWaiting(Map<Lane, Integer> quotas) throws SQLException {
        if (quotas.isEmpty()) {
            return LongStream.empty();
        }
        List<Lane> lanes = List.copyOf(quotas.keySet());
        List<Long> numbers = transaction
                .sql(LOCK_WAITING)
                .withTexts(lanes.stream().map(Lane::project).toList())
                .withTexts(lanes.stream().map(Lane::jobType).toList())
                .withInts(lanes.stream().map(Lane::precedence).toList())
                .withInts(lanes.stream().map(quotas::get).toList())
                .with(transaction.nowMicros())
                .list(row -> row.getLong(1));
        return numbers.stream().mapToLong(Long::longValue);
    }
}
