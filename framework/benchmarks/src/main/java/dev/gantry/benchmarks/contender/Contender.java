package dev.gantry.benchmarks.contender;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Who is measured, with what it promises of a submit that it has acknowledged. */
public enum Contender {
    BARE_LOG("bare log", "forced, in groups", Standing.LIMIT, BareLog::open),
    GANTRY("Gantry", "forced, in groups", Standing.OURS, GantryService::durable),
    GANTRY_WITHOUT_STORE("Gantry without a store", "**nowhere**", Standing.SERVER_LIMIT, GantryService::withoutStore),
    GANTRY_IN_MEMORY("Gantry in memory", "**not durable**", Standing.OURS, GantryService::inMemory),
    JOBRUNR_SQLITE("JobRunr, SQLite", "forced (WAL, synchronous=FULL)", Standing.DURABLE_PEER, JobRunrService::sqlite),
    DB_SCHEDULER_SQLITE(
            "db-scheduler, SQLite",
            "forced (WAL, synchronous=FULL)",
            Standing.DURABLE_PEER,
            DbSchedulerService::sqlite),
    QUARTZ_HSQLDB("Quartz, HSQLDB", "forced (write_delay=false)", Standing.DURABLE_PEER, QuartzService::hsqldb),
    JOBRUNR_IN_MEMORY("JobRunr in memory", "**not durable**", Standing.OTHER_PEER, JobRunrService::inMemory),
    QUARTZ_IN_MEMORY("Quartz in memory", "**not durable**", Standing.OTHER_PEER, QuartzService::inMemory),
    BARE_SQL("bare SKIP LOCKED", Standing.LIMIT, BareSql::open),
    GANTRY_POSTGRES("Gantry", Standing.OURS, GantryService::postgres),
    DB_SCHEDULER_POSTGRES("db-scheduler", Standing.DURABLE_PEER, DbSchedulerService::postgres),
    JOBRUNR_POSTGRES("JobRunr", Standing.DURABLE_PEER, JobRunrService::postgres),
    QUARTZ_POSTGRES("Quartz", Standing.DURABLE_PEER, QuartzService::postgres);

    private static final Set<Contender> ON_POSTGRES =
            EnumSet.of(BARE_SQL, GANTRY_POSTGRES, DB_SCHEDULER_POSTGRES, JOBRUNR_POSTGRES, QUARTZ_POSTGRES);

    private final String title;
    private final String durability;
    private final Standing standing;
    private final Opener opener;

    Contender(String title, String durability, Standing standing, Opener opener) {
        this.title = title;
        this.durability = durability;
        this.standing = standing;
        this.opener = opener;
    }

    /** One that has its runs in PostgreSQL. */
    Contender(String title, Standing standing, PostgresDatabase.Opener opener) {
        this(title, "forced at its commit", standing, (Opener) folder -> PostgresDatabase.opened(folder, opener));
    }

    /** Whether it has its runs in PostgreSQL. */
    public boolean isOnPostgres() {
        return ON_POSTGRES.contains(this);
    }

    /** What a contender is to Gantry. */
    public enum Standing {
        /** What the disk and the threads cost any durable contender. */
        LIMIT,
        /** What the server costs before anything is stored. */
        SERVER_LIMIT,
        /** Gantry itself. */
        OURS,
        /** Another scheduler that keeps its promises over a power cut. */
        DURABLE_PEER,
        /** Another scheduler that does not. */
        OTHER_PEER
    }

    private interface Opener {
        JobService open(Path folder) throws Exception;
    }

    /** Its name in the table. */
    public String title() {
        return title;
    }

    /** What an acknowledged submit survives, in words. */
    public String durability() {
        return durability;
    }

    /** What it is to Gantry. */
    public Standing standing() {
        return standing;
    }

    /** Open it on an empty folder, without executing anything yet. */
    public JobService open(Path folder) throws Exception {
        return opener.open(folder);
    }

    /** Open it so that no run is executed where it is submitted. */
    public JobService openApart(Path folder) throws Exception {
        return switch (this) {
            // Its loops look by themselves, and know nothing of who submits.
            case BARE_SQL -> open(folder);
            case GANTRY_POSTGRES -> PostgresDatabase.opened(folder, GantryService::twoNodes);
            default -> throw new UnsupportedOperationException(title + " is measured in one process only");
        };
    }
}
