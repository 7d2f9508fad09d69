package dev.gantry.store.postgres;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The places that limits leave in a claim. While it lasts, nobody else gives runs of the same limited jobs and projects
 * away: whoever does locks the rows of these, jobs before projects, each in the order of their names. What is taken is
 * counted in the runs themselves, so that no place is ever lost.
 */
final class Places {

    private static final String LOCK_JOBS =
            "SELECT job_type FROM limited_job WHERE job_type = ANY (?) ORDER BY job_type FOR UPDATE";

    private static final String NAME_JOBS =
            "INSERT INTO limited_job (job_type) SELECT * FROM unnest(?::text[]) ON CONFLICT DO NOTHING";

    private static final String LOCK_PROJECTS =
            "SELECT name, concurrency FROM project WHERE name = ANY (?) ORDER BY name FOR UPDATE";

    private static final String NAME_PROJECTS =
            "INSERT INTO project (name) SELECT * FROM unnest(?::text[]) ON CONFLICT DO NOTHING";

    private static final String EXECUTED = """
            SELECT v.job_type, (SELECT count(*) FROM run r
                                WHERE r.state = 1 AND r.job_type = v.job_type AND NOT r.parked)
            FROM unnest(?::text[]) AS v (job_type)
            """;

    private static final String BUSY = """
            SELECT v.name, (SELECT count(*) FROM run r WHERE r.state = 1 AND r.project = v.name AND r.project <> '')
            FROM unnest(?::text[]) AS v (name)
            """;

    private final Map<String, Integer> limits;
    /** Of limited jobs: how many are executed, be their leases good or not. */
    private final Map<String, Integer> executed = new HashMap<>();
    /** Of these: how many can be taken over. */
    private final Map<String, Integer> abandoned = new HashMap<>();

    private final Map<String, Integer> projectRoom = new HashMap<>();

    private Places(Map<String, Integer> limits) {
        this.limits = limits;
    }

    /**
     * Reserve the places of jobs and projects.
     *
     * @param limits how many runs of each job type may be executed
     */
    static Places reserve(
            Transaction transaction,
            Map<String, Integer> limits,
            Collection<String> jobTypes,
            Collection<String> projects)
            throws SQLException {
        Map<String, Integer> kept = new HashMap<>();
        limits.forEach((jobType, limit) -> kept.put(Texts.toDatabase(jobType), limit));
        Places places = new Places(kept);
        TreeSet<String> limited = new TreeSet<>(jobTypes);
        limited.removeIf(jobType -> !places.isLimited(jobType));
        if (!limited.isEmpty()) {
            lockJobs(transaction, limited);
        }
        TreeSet<String> named = new TreeSet<>(projects);
        named.remove("");
        if (!named.isEmpty()) {
            places.lockProjects(transaction, named);
        }
        places.count(transaction, limited, named);
        return places;
    }

    private static void lockJobs(Transaction transaction, Collection<String> jobTypes) throws SQLException {
        if (lockKnownJobs(transaction, jobTypes) < jobTypes.size()) {
            int unused = transaction.sql(NAME_JOBS).withTexts(jobTypes).execute();
            int locked = lockKnownJobs(transaction, jobTypes);
            assert locked == jobTypes.size() : jobTypes;
        }
    }

    private static int lockKnownJobs(Transaction transaction, Collection<String> jobTypes) throws SQLException {
        return transaction
                .sql(LOCK_JOBS)
                .withTexts(jobTypes)
                .list(row -> row.getString(1))
                .size();
    }

    private void lockProjects(Transaction transaction, Collection<String> projects) throws SQLException {
        lockKnownProjects(transaction, projects);
        if (projectRoom.size() < projects.size()) {
            int unused = transaction.sql(NAME_PROJECTS).withTexts(projects).execute();
            lockKnownProjects(transaction, projects);
        }
    }

    private void lockKnownProjects(Transaction transaction, Collection<String> projects) throws SQLException {
        transaction
                .sql(LOCK_PROJECTS)
                .withTexts(projects)
                .list(row -> projectRoom.put(row.getString(1), row.getInt(2)));
    }

    private void count(Transaction transaction, Collection<String> jobTypes, Collection<String> projects)
            throws SQLException {
        if (!jobTypes.isEmpty()) {
            transaction.sql(EXECUTED).withTexts(jobTypes).list(row -> executed.put(row.getString(1), row.getInt(2)));
        }
        if (!projects.isEmpty()) {
            transaction
                    .sql(BUSY)
                    .withTexts(projects)
                    .list(row -> projectRoom.merge(row.getString(1), -row.getInt(2), Integer::sum));
        }
    }

    private boolean isLimited(String jobType) {
        return limits.getOrDefault(jobType, Integer.MAX_VALUE) < Integer.MAX_VALUE;
    }

    private int executed(String jobType) {
        return executed.getOrDefault(jobType, 0);
    }

    private boolean hasRoom(String jobType) {
        return !isLimited(jobType) || executed(jobType) < limits.get(jobType);
    }

    /** Let a parked run go on, if its job's limit allows it. */
    boolean resume(String jobType) {
        boolean may = hasRoom(jobType);
        if (may) {
            executed.merge(jobType, 1, Integer::sum);
        }
        return may;
    }

    /** Runs whose leases ran out are locked, so that nobody renews them. */
    void abandoned(List<Candidate> locked) {
        for (Candidate candidate : locked) {
            if (!candidate.parked()) {
                abandoned.merge(candidate.lane().jobType(), 1, Integer::sum);
            }
        }
    }

    /** Take a place for a run, if there is one. */
    boolean take(Candidate candidate) {
        return candidate.abandoned() ? takeOver(candidate) : begin(candidate);
    }

    /** An abandoned run still has its place, which is in the way of others but not in its own. */
    private boolean takeOver(Candidate candidate) {
        String jobType = candidate.lane().jobType();
        boolean may =
                !isLimited(jobType) || executed(jobType) - abandoned.getOrDefault(jobType, 0) < limits.get(jobType);
        if (may) {
            if (candidate.parked()) {
                executed.merge(jobType, 1, Integer::sum);
            } else {
                abandoned.merge(jobType, -1, Integer::sum);
            }
        }
        return may;
    }

    private boolean begin(Candidate candidate) {
        String jobType = candidate.lane().jobType();
        String project = candidate.lane().project();
        boolean may = hasRoom(jobType) && (project.isEmpty() || projectRoom.get(project) > 0);
        if (may) {
            executed.merge(jobType, 1, Integer::sum);
            if (!project.isEmpty()) {
                projectRoom.merge(project, -1, Integer::sum);
            }
        }
        return may;
    }
}
