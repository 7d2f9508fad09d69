package dev.gantry.store.postgres;

import dev.gantry.store.Claim;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.Standing;
import dev.gantry.store.postgres.Candidate.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The runs that wait, and those that are executed, as far as a claim is interested. */
final class Queue {

    /**
     * Runs of one project, job and priority are a range of the index, the due before the others; so nothing is skipped. Of
     * each the first, and the first that is not due; then of each job the lease that ran out first, and the one that will.
     */
    private static final String LOOK = """
            WITH RECURSIVE lane AS (
              (SELECT project, job_type, precedence, run_at, number, error_count FROM run WHERE state = 0
               ORDER BY project, job_type, precedence, run_at, number LIMIT 1)
              UNION ALL
              SELECT next.*
              FROM lane l CROSS JOIN LATERAL (
                SELECT r.project, r.job_type, r.precedence, r.run_at, r.number, r.error_count FROM run r
                WHERE r.state = 0 AND (r.project, r.job_type, r.precedence) > (l.project, l.job_type, l.precedence)
                ORDER BY r.project, r.job_type, r.precedence, r.run_at, r.number LIMIT 1) next),
            wanted AS MATERIALIZED (SELECT * FROM unnest(?::text[], ?::int[]) AS w (job_type, most)),
            present AS (SELECT ?::bigint AS at),
            wished AS MATERIALIZED (
              SELECT l.*, w.most FROM lane l JOIN wanted w ON w.job_type = l.job_type)
            SELECT l.project, l.job_type, l.precedence, l.run_at, l.number, l.error_count = 0
            FROM present
            CROSS JOIN wished l
            WHERE l.run_at > present.at OR l.most > 0
            UNION ALL
            SELECT l.project, l.job_type, l.precedence, c.run_at, c.number, NULL
            FROM present
            CROSS JOIN wished l
            CROSS JOIN LATERAL (
              SELECT r.run_at, r.number FROM run r
              WHERE r.state = 0 AND r.project = l.project AND r.job_type = l.job_type AND r.precedence = l.precedence
                AND r.run_at > present.at
              ORDER BY r.run_at, r.number LIMIT 1) c
            WHERE l.run_at <= present.at
            UNION ALL
            SELECT NULL, w.job_type, NULL, c.lease_until, NULL, NULL
            FROM present
            CROSS JOIN wanted w
            CROSS JOIN LATERAL (
              (SELECT r.lease_until FROM run r
               WHERE r.state = 1 AND r.job_type = w.job_type AND r.lease_until <= present.at AND NOT r.cancel_requested
               LIMIT 1)
              UNION ALL
              (SELECT r.lease_until FROM run r
               WHERE r.state = 1 AND r.job_type = w.job_type AND r.lease_until > present.at AND NOT r.cancel_requested
               ORDER BY r.lease_until LIMIT 1)) c
            UNION ALL
            SELECT NULL, NULL, NULL, c.lease_until, NULL, NULL
            FROM present
            CROSS JOIN LATERAL (
              (SELECT r.lease_until FROM run r
               WHERE r.state = 1 AND r.cancel_requested AND r.lease_until <= present.at
               LIMIT 1)
              UNION ALL
              (SELECT r.lease_until FROM run r
               WHERE r.state = 1 AND r.cancel_requested AND r.lease_until > present.at
               ORDER BY r.lease_until LIMIT 1)) c
            """;

    /** The runs of some lanes that are due, of each no more than so many, nor than its project executes at once. */
    private static final String DUE = """
            SELECT v.project, v.job_type, v.precedence, c.run_at, c.number, c.error_count = 0
            FROM unnest(?::text[], ?::text[], ?::int[], ?::int[]) AS v (project, job_type, precedence, most)
            CROSS JOIN LATERAL (
              SELECT r.run_at, r.number, r.error_count FROM run r
              WHERE r.state = 0 AND r.project = v.project AND r.job_type = v.job_type AND r.precedence = v.precedence
                AND r.run_at <= ?
              ORDER BY r.run_at, r.number
              LIMIT CASE WHEN v.project = '' THEN v.most
                    ELSE least(v.most, coalesce((SELECT p.concurrency FROM project p WHERE p.name = v.project), 1)) END) c
            """;

    private static final String ABANDONED = """
            SELECT r.project, r.job_type, r.precedence, r.run_at, r.number, r.parked
            FROM unnest(?::text[]) AS wanted (job_type)
            CROSS JOIN LATERAL (
              SELECT * FROM run r
              WHERE r.state = 1 AND r.job_type = wanted.job_type AND r.lease_until <= ? AND NOT r.cancel_requested
              %s) r
            """;

    private static final String SEE_ABANDONED = ABANDONED.formatted("");

    private static final String LOCK_ABANDONED = ABANDONED.formatted("FOR UPDATE SKIP LOCKED");

    /**
     * Does what {@link Run#claimed} does, to the first of some lanes that nobody else holds; to those that cannot be begun at
     * once up to the first that has had an error. One that somebody changed since the statement began is at another place by
     * now, and left for the next. What was only submitted has no data.
     */
    private static final String GIVE = """
            WITH chosen AS MATERIALIZED (
              SELECT c.place, c.number
              FROM unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::int[])
                AS v (project, job_type, precedence, most, at_once)
              CROSS JOIN LATERAL (
                SELECT p.place, p.number, bool_or(p.error_count > 0 AND p.nth > v.at_once) OVER (ROWS UNBOUNDED PRECEDING) AS late
                FROM (
                  SELECT h.place, h.number, h.error_count, row_number() OVER () AS nth
                  FROM (
                    SELECT r.ctid AS place, r.number, r.error_count FROM run r
                    WHERE r.state = 0 AND r.project = v.project AND r.job_type = v.job_type AND r.precedence = v.precedence
                      AND r.run_at <= ?
                    ORDER BY r.run_at, r.number LIMIT v.most
                    FOR UPDATE SKIP LOCKED) h) p) c
              WHERE NOT c.late)
            UPDATE run AS r
            SET revision = r.revision + 1, fence = greatest(r.fence, r.number << %d) + 1, updated_at = v.at,
                started_at = coalesce(r.started_at, v.at), attempts = r.attempts + 1, result_code = %d, state = 1,
                cancel_requested = false, lease_until = v.until, parked = false, worker = v.worker
            FROM (SELECT ?::bigint, ?::bigint, ?::text) AS v (at, until, worker)
            WHERE r.ctid = ANY (ARRAY(SELECT place FROM chosen))
            RETURNING %s, CASE WHEN r.revision > 2 THEN (SELECT d.json FROM run_data d WHERE d.number = r.number) END
            """.formatted(Run.FENCE_BITS, Standing.UNFINISHED, RunColumns.GIVEN);

    /** Asked for by itself: to join it to each row that is given costs more than all of it together. */
    private static final String ASKED =
            "SELECT %s, q.number, q.params FROM run_request q WHERE q.number = ANY (?)".formatted(RunColumns.ASKED);

    private static final String STILL_DUE = """
            SELECT FROM run r
            WHERE r.state = 0 AND r.project = ? AND r.job_type = ? AND r.precedence = ? AND r.run_at <= ?
            LIMIT 1
            """;

    /** More than a worker has use for at once; who wants more may want all there are. */
    private static final int NOT_MANY = 100_000;

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
        Map<String, Integer> most = new HashMap<>();
        limits.forEach((jobType, limit) -> most.put(Texts.toDatabase(jobType), Math.max(0, Math.min(limit, max))));
        Map<Lane, Candidate> heads = queue.look(most);
        if (heads.size() == 1 && max <= NOT_MANY && queue.withAbandoned.isEmpty()) {
            // They are taken in their order, whoever they are.
            heads.forEach((lane, head) -> queue.addLane(head, most.get(lane.jobType())));
        } else if (!heads.isEmpty()) {
            queue.listDue(List.copyOf(heads.keySet()), most);
        }
        return queue;
    }

    private void addLane(Candidate head, int most) {
        if (most > 0) {
            waiting.add(head);
            Candidate behind = new Candidate(head.lane(), head.runAt(), head.number(), false, false, true);
            waiting.addAll(Collections.nCopies(most - 1, behind));
        }
    }

    /** The first of each lane that is due. */
    private Map<Lane, Candidate> look(Map<String, Integer> most) throws SQLException {
        long now = transaction.nowMicros();
        List<String> jobTypes = List.copyOf(most.keySet());
        Map<Lane, Candidate> heads = new LinkedHashMap<>();
        transaction
                .sql(LOOK)
                .withTexts(jobTypes)
                .withInts(jobTypes.stream().map(most::get).toList())
                .with(now)
                .list(row -> {
                    long moment = row.getLong(4);
                    if (moment > now) {
                        return due(moment);
                    }
                    if (row.getString(1) == null) {
                        return noteRanOut(row.getString(2));
                    }
                    Lane lane = lane(row);
                    return heads.put(
                            lane, new Candidate(lane, moment, row.getLong(5), false, false, row.getBoolean(6)));
                });
        return heads;
    }

    private boolean noteRanOut(String jobType) {
        withDoomed |= jobType == null;
        return jobType != null && withAbandoned.add(jobType);
    }

    private void listDue(List<Lane> lanes, Map<String, Integer> most) throws SQLException {
        bind(transaction.sql(DUE), lanes, lane -> most.get(lane.jobType()))
                .with(transaction.nowMicros())
                .list(row -> waiting.add(
                        new Candidate(lane(row), row.getLong(4), row.getLong(5), false, false, row.getBoolean(6))));
    }

    private Sql bind(Sql sql, List<Lane> lanes, Function<Lane, Integer> most) {
        return sql.withTexts(lanes.stream().map(Lane::project).toList())
                .withTexts(lanes.stream().map(Lane::jobType).toList())
                .withInts(lanes.stream().map(Lane::precedence).toList())
                .withInts(lanes.stream().map(most).toList());
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

    /** Whether any lease ran out. */
    boolean ranOut() {
        return withDoomed || !withAbandoned.isEmpty();
    }

    /** The earliest moment at which time alone brings another; the greatest there is if none. */
    long nextDue() {
        return nextDue;
    }

    /** Hold the runs whose leases ran out. Those that somebody renews or ends at this moment are not among them. */
    List<Candidate> lockAbandoned() throws SQLException {
        return abandoned(LOCK_ABANDONED);
    }

    /** The runs whose leases ran out, for others to take. */
    List<Candidate> seeAbandoned() throws SQLException {
        return abandoned(SEE_ABANDONED);
    }

    private List<Candidate> abandoned(String sql) throws SQLException {
        return withAbandoned.isEmpty()
                ? List.of()
                : transaction
                        .sql(sql)
                        .withTexts(withAbandoned)
                        .with(transaction.nowMicros())
                        .list(row -> new Candidate(
                                lane(row), row.getLong(4), row.getLong(5), true, row.getBoolean(6), false));
    }

    /**
     * How many runs to give of a lane.
     *
     * @param atOnce how many of them are begun at once; the others have had no error, nor have those between them
     */
    record Quota(int most, int atOnce) {

        static Quota one(boolean atOnce) {
            return new Quota(1, atOnce ? 1 : 0);
        }

        Quota plus(Quota other) {
            return new Quota(most + other.most, atOnce + other.atOnce);
        }
    }

    /** Give some runs of some lanes to a worker: the first that nobody else holds. */
    List<Claim> give(Map<Lane, Quota> quotas, String worker, Duration lease) throws SQLException {
        if (quotas.isEmpty()) {
            return List.of();
        }
        Map<Long, Given> given = new HashMap<>();
        Instant until = transaction.now().plus(lease);
        List<Lane> lanes = List.copyOf(quotas.keySet());
        bind(transaction.sql(GIVE), lanes, lane -> quotas.get(lane).most())
                .withInts(lanes.stream().map(lane -> quotas.get(lane).atOnce()).toList())
                .with(transaction.nowMicros())
                .with(transaction.nowMicros())
                .with(Moments.toDatabase(until))
                .with(Texts.toDatabase(worker))
                .list(row -> given.put(
                        row.getLong(1),
                        new Given(
                                RunColumns.given(row, worker, transaction.now(), until),
                                RunColumns.text(row, RunColumns.OF_GIVEN + 1))));
        return given.isEmpty() ? List.of() : claims(given);
    }

    /** What became of the row of a run that is given away, and the data of that run. */
    private record Given(Function<RunColumns.Asked, Row> row, Optional<String> data) {}

    private List<Claim> claims(Map<Long, Given> given) throws SQLException {
        return transaction.sql(ASKED).withLongs(given.keySet()).list(asked -> {
            Given one = given.get(asked.getLong(RunColumns.OF_ASKED + 1));
            Row row = one.row().apply(RunColumns.asked(asked, 0));
            transaction.changed(row);
            String params = Texts.fromDatabase(asked.getString(RunColumns.OF_ASKED + 2));
            return new Claim(row.run(), new RunBody(params, one.data()), false);
        });
    }

    /** Whether runs of some lanes are due that could not be had. */
    boolean isLeft(Collection<Lane> lanes) throws SQLException {
        for (Lane lane : lanes) {
            boolean left = transaction
                    .sql(STILL_DUE)
                    .with(lane.project())
                    .with(lane.jobType())
                    .with(lane.precedence())
                    .with(transaction.nowMicros())
                    .first(row -> true)
                    .isPresent();
            if (left) {
                return true;
            }
        }
        return false;
    }
}
