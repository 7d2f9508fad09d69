package dev.gantry.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Quartz: a job and its trigger for each run. One job with many triggers is no way out: each that fires is looked for among
 * all.
 */
final class QuartzService implements JobService {

    private static final String PAYLOAD = "payload";
    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_%s.sql";
    private static final String THREADS = "16";

    private final Scheduler scheduler;

    private QuartzService(Properties storeProperties) throws SchedulerException {
        Properties properties = new Properties();
        properties.putAll(storeProperties);
        properties.setProperty(
                "org.quartz.scheduler.instanceName", UUID.randomUUID().toString());
        properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", THREADS);
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", THREADS);
        this.scheduler = new StdSchedulerFactory(properties).getScheduler();
    }

    static JobService inMemory(Path folder) throws SchedulerException {
        return new QuartzService(new Properties());
    }

    static JobService hsqldb(Path folder) throws SchedulerException, SQLException, IOException {
        String url =
                "jdbc:hsqldb:file:%s;hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached;shutdown=true"
                        .formatted(folder.resolve("database"));
        Properties properties = jdbc("org.quartz.impl.jdbcjobstore.HSQLDBDelegate", "org.hsqldb.jdbc.JDBCDriver", url);
        properties.setProperty("org.quartz.dataSource.store.user", "SA");
        try (Connection connection = DriverManager.getConnection(url, "SA", "")) {
            createTables(connection, "hsqldb");
            return new QuartzService(properties);
        }
    }

    static JobService postgres(PostgresDatabase database, Path folder)
            throws SchedulerException, SQLException, IOException {
        Properties properties =
                jdbc("org.quartz.impl.jdbcjobstore.PostgreSQLDelegate", "org.postgresql.Driver", database.url());
        try (Connection connection = DriverManager.getConnection(database.url())) {
            createTables(connection, "postgres");
            return new QuartzService(properties);
        }
    }

    private static Properties jdbc(String delegate, String driver, String url) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.setProperty("org.quartz.jobStore.driverDelegateClass", delegate);
        properties.setProperty("org.quartz.jobStore.dataSource", "store");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        properties.setProperty("org.quartz.dataSource.store.provider", "hikaricp");
        properties.setProperty("org.quartz.dataSource.store.driver", driver);
        properties.setProperty("org.quartz.dataSource.store.URL", url);
        properties.setProperty("org.quartz.dataSource.store.maxConnections", "32");
        return properties;
    }

    private static void createTables(Connection connection, String database) throws SQLException, IOException {
        try (InputStream script = Scheduler.class.getResourceAsStream(TABLES.formatted(database));
                Statement statement = connection.createStatement()) {
            String text = new String(script.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
            for (String command : text.split(";")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
    }

    /** What Quartz calls. */
    public static final class NoOp implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            Work.run(context.getMergedJobDataMap().getString(PAYLOAD));
        }
    }

    @Override
    public void start() throws SchedulerException {
        scheduler.start();
    }

    @Override
    public void submit(String payload) throws SchedulerException {
        String id = UUID.randomUUID().toString();
        JobDetail job = JobBuilder.newJob(NoOp.class)
                .withIdentity(id)
                .usingJobData(PAYLOAD, payload)
                .build();
        scheduler.scheduleJob(
                job, TriggerBuilder.newTrigger().withIdentity(id).startNow().build());
    }

    @Override
    public boolean settled() throws SchedulerException {
        return scheduler.getTriggerKeys(GroupMatcher.anyGroup()).isEmpty();
    }

    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz cannot be stopped", e);
        }
    }
}
