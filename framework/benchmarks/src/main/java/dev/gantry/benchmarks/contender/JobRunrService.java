package dev.gantry.benchmarks.contender;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.storage.sql.sqlite.SqLiteStorageProvider;

/** JobRunr, the free edition, at the shortest poll interval that each of its stores takes. */
final class JobRunrService implements JobService {

    private static final int WORKERS = 64;
    private static final int CONNECTIONS = 32;

    private final StorageProvider storage;
    private final Closeable database;
    private final JobRequestScheduler scheduler;
    private final BackgroundJobServer server;
    private boolean started;

    private JobRunrService(StorageProvider storage, Duration pollInterval, Closeable database) {
        this.storage = storage;
        this.database = database;
        JobRunrConfigurationResult jobRunr = JobRunr.configure()
                .useStorageProvider(storage)
                .useBackgroundJobServer(
                        usingStandardBackgroundJobServerConfiguration()
                                .andPollInterval(pollInterval)
                                .andWorkerCount(WORKERS),
                        false)
                .initialize();
        this.scheduler = jobRunr.getJobRequestScheduler();
        this.server = JobRunr.getBackgroundJobServer();
    }

    static JobService sqlite(Path folder) {
        HikariDataSource database = Sqlite.open(folder);
        return new JobRunrService(new SqLiteStorageProvider(database), Duration.ofSeconds(5), database);
    }

    static JobService postgres(PostgresDatabase server, Path folder) {
        HikariDataSource database = server.pool(CONNECTIONS);
        return new JobRunrService(new PostgresStorageProvider(database), Duration.ofSeconds(5), database);
    }

    static JobService inMemory(Path folder) {
        return new JobRunrService(new InMemoryStorageProvider(), Duration.ofMillis(200), () -> {});
    }

    /** The run as JobRunr stores it. */
    public record Request(String payload) implements JobRequest {

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** What JobRunr calls. */
    public static final class Handler implements JobRequestHandler<Request> {

        @Override
        public void run(Request request) {
            Work.run(request.payload());
        }
    }

    @Override
    public void start() {
        started = true;
        server.start();
    }

    @Override
    public void submit(String payload) {
        scheduler.enqueue(new Request(payload));
    }

    @Override
    public boolean settled() {
        return storage.getJobStats().getProcessing() == 0;
    }

    @Override
    public void close() {
        if (started) {
            server.stop();
        }
        storage.close();
        JobRunr.destroy();
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the database cannot be closed", e);
        }
    }
}
