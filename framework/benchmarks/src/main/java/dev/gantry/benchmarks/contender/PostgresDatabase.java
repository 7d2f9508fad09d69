package dev.gantry.benchmarks.contender;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A new database for one measurement, on the server that this process was told of. */
public final class PostgresDatabase implements AutoCloseable {

    /** The system property with the URL of the server, up to the name of the database. */
    public static final String SERVER = "gantry.benchmarks.postgres";

    private static final String LOGIN = "?user=postgres";

    private final String name;

    private PostgresDatabase(String name) {
        this.name = name;
    }

    /** Make one, with all that was written before on the disk. */
    public static PostgresDatabase create() throws SQLException {
        PostgresDatabase database =
                new PostgresDatabase("b" + UUID.randomUUID().toString().replace("-", ""));
        execute("CREATE DATABASE " + database.name);
        execute("CHECKPOINT");
        return database;
    }

    /** Connect to the server, without a database of a measurement. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(System.getProperty(SERVER) + "postgres" + LOGIN);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Where it is, with who logs in. */
    public String url() {
        return System.getProperty(SERVER) + name + LOGIN;
    }

    /** Connections to it. */
    HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        try {
            execute("DROP DATABASE " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("database %s cannot be dropped".formatted(name), e);
        }
    }

    /** Makes a service that has its runs in a database. */
    interface Opener {
        JobService open(PostgresDatabase database, Path folder) throws Exception;
    }

    /** A service on a database of its own, which goes with it. */
    static JobService opened(Path folder, Opener opener) throws Exception {
        PostgresDatabase database = create();
        JobService service = opener.open(database, folder);
        return new JobService() {
            @Override
            public void start() throws Exception {
                service.start();
            }

            @Override
            public void submit(String payload) throws Exception {
                service.submit(payload);
            }

            @Override
            public boolean settled() throws Exception {
                return service.settled();
            }

            @Override
            public void close() {
                try (database) {
                    service.close();
                }
            }
        };
    }
}
