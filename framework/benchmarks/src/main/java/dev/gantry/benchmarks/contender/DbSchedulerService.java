package dev.gantry.benchmarks.contender;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** db-scheduler: on SQLite it has to fetch first and lock each run as it executes it, on PostgreSQL it does both at once. */
final class DbSchedulerService implements JobService {

    private static final int THREADS = 16;

    private static final String TABLE = """
            create table scheduled_tasks (
                task_name varchar(100), task_instance varchar(100), task_data blob, execution_time timestamp,
                picked bit, picked_by varchar(50), last_success timestamp, last_failure timestamp,
                consecutive_failures int, last_heartbeat timestamp, version bigint, priority smallint,
                primary key (task_name, task_instance))
            """;

    private static final int POSTGRES_THREADS = 50;
    private static final int CONNECTIONS = 60;

    private static final String POSTGRES_TABLES = """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
                last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
                last_heartbeat timestamp with time zone, version bigint not null, priority smallint,
                primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);
            """;

    private final HikariDataSource database;
    private final OneTimeTask<String> task =
            Tasks.oneTime("no-op", String.class).execute((instance, context) -> Work.run(instance.getData()));
    private final Scheduler scheduler;

    private DbSchedulerService(HikariDataSource database, UnaryOperator<SchedulerBuilder> polling) {
        this.database = database;
        this.scheduler = polling.apply(Scheduler.create(database, task))
                .pollingInterval(Duration.ofSeconds(1))
                .enableImmediateExecution()
                .build();
    }

    static JobService sqlite(Path folder) throws SQLException {
        HikariDataSource database = Sqlite.open(folder);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute("create index execution_time_idx on scheduled_tasks (execution_time)");
            statement.execute("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
        }
        return new DbSchedulerService(
                database, scheduler -> scheduler.threads(THREADS).pollUsingFetch(1, 10));
    }

    static JobService postgres(PostgresDatabase server, Path folder) throws SQLException {
        HikariDataSource database = server.pool(CONNECTIONS);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(POSTGRES_TABLES);
        }
        return new DbSchedulerService(
                database, scheduler -> scheduler.threads(POSTGRES_THREADS).pollUsingLockAndFetch(1, 10));
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void submit(String payload) {
        scheduler.scheduleIfNotExists(task.instance(UUID.randomUUID().toString(), payload), Instant.now());
    }

    @Override
    public boolean settled() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from scheduled_tasks limit 1")) {
            return !rows.next();
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        database.close();
    }
}
