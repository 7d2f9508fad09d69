package dev.gantry.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gantry.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.core.Oid;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** The way to the database: a pool for queries, and connections that somebody keeps. Thread-safe. */
final class Database implements AutoCloseable {

    /** Those of the store itself: two that write and one that listens. */
    static final int CONNECTIONS_OF_ITS_OWN = 3;

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 120;
    private static final long WAIT_MILLIS = 10_000;

    /**
     * How long a session may stand still within a transaction. What it has locked is in everybody's way, and the database
     * does not know that its process is frozen: so it ends it, and a process that comes back does all of it again.
     */
    static final String LONGEST_PAUSE = "5s";

    /** When a statement that comes first in its transaction began, unless there is a clock to go by; takes that one's moment. */
    static final String MOMENT = "coalesce(?, round(extract(epoch FROM statement_timestamp()) * 1000000)::bigint)";

    /** The number of the transaction, which has one from then on. */
    static final String NUMBER = "pg_current_xact_id()::text";

    private static final String CLOCK = "SELECT " + MOMENT;

    private static final String CLOCK_AND_NUMBER = CLOCK + ", " + NUMBER;

    private final PostgresConfig config;
    private final PGSimpleDataSource source;
    private final HikariDataSource pool;
    private final Outage outage;
    private volatile boolean closed;

    /** A question to the database. */
    @FunctionalInterface
    interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }

    private Database(PostgresConfig config, PGSimpleDataSource source, HikariDataSource pool) {
        this.config = config;
        this.source = source;
        this.pool = pool;
        this.outage = new Outage(source::getConnection, pool.getHikariPoolMXBean()::getTotalConnections);
    }

    static Database open(PostgresConfig config) {
        PGSimpleDataSource source = source(config);
        try {
            try (Connection connection = source.getConnection()) {
                Admission.check(connection, config);
            }
            migrate(config, source);
        } catch (Admission.RefusedException e) {
            throw cannotOpen(config, e.getMessage(), e);
        } catch (SQLException e) {
            throw cannotOpen(config, Advice.of(e, config).text(), e);
        } catch (FlywayException e) {
            throw cannotOpen(config, Admission.advice(e, config).text(), e);
        }
        return new Database(config, source, pool(config, source));
    }

    private static PGSimpleDataSource source(PostgresConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        if (!config.user().isEmpty()) {
            source.setUser(config.user());
        }
        if (!config.password().isEmpty()) {
            source.setPassword(config.password());
        }
        source.setCurrentSchema(config.schema());
        source.setApplicationName("gantry");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout(ANSWER_SECONDS);
        }
        boolean inBinary = source.getBinaryTransfer() && source.getPreferQueryMode() != PreferQueryMode.SIMPLE;
        if (inBinary) {
            source.setBinaryTransferEnable(source.getBinaryTransferEnable() + "," + Oid.UUID_ARRAY);
        }
        return source;
    }

    private static StoreUnavailableException cannotOpen(PostgresConfig config, String why, Exception cause) {
        return new StoreUnavailableException("cannot open the store at %s: %s".formatted(config.address(), why), cause);
    }

    private static void migrate(PostgresConfig config, PGSimpleDataSource source) throws Admission.RefusedException {
        Flyway flyway = Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .schemas(config.schema())
                .defaultSchema(config.schema())
                .table("gantry_schema_history")
                .locations("classpath:dev/gantry/store/postgres/migrations")
                .load();
        var unused = flyway.migrate();
        Admission.checkVersion(flyway, config);
    }

    private static HikariDataSource pool(PostgresConfig config, PGSimpleDataSource source) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(source);
        settings.setPoolName("gantry-store-queries");
        settings.setMaximumPoolSize(config.connections());
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(WAIT_MILLIS);
        settings.setInitializationFailTimeout(-1);
        settings.setConnectionInitSql("SET idle_in_transaction_session_timeout = '%s'".formatted(LONGEST_PAUSE));
        return new HikariDataSource(settings);
    }

    /** A connection of one's own, for as long as one likes. */
    Connection connect() throws SQLException {
        return source.getConnection();
    }

    /** Where processes that share these runs notify each other. */
    String channel() {
        return "gantry_" + config.schema();
    }

    /** How a transaction begins: its one moment, and its number if it was given one. */
    record Beginning(Instant now, Optional<String> number) {}

    /** The present by the clock of a test; absent: the database is to say it. */
    Optional<Instant> given() {
        return config.clock().map(InstantSource::instant);
    }

    private Sql clock(Connection connection, String sql) {
        return new Sql(connection, sql).withOptional(given().map(Moments::toDatabase));
    }

    /** Begin a transaction that will write: the number by which it can be found again is had with the moment. */
    Beginning beginNumbered(Connection connection) throws SQLException {
        return clock(connection, CLOCK_AND_NUMBER)
                .first(row -> new Beginning(Moments.fromDatabase(row.getLong(1)), Optional.of(row.getString(2))))
                .orElseThrow();
    }

    /** The present, by the database's clock unless a test has its own. */
    Instant now(Connection connection) throws SQLException {
        return clock(connection, CLOCK)
                .first(row -> Moments.fromDatabase(row.getLong(1)))
                .orElseThrow();
    }

    /**
     * Ask a question, whether or not the thread is interrupted. It must change nothing: connections of the pool may have ended
     * since they were used last, with a restart of the server say, and then it is asked again on another.
     */
    <T> T query(Query<T> query) {
        return ask(query, config.connections());
    }

    private <T> T ask(Query<T> query, int endedConnections) {
        checkOpen();
        for (int ended = 0; ; ended++) {
            try (Connection connection = borrow()) {
                return query.ask(connection);
            } catch (SQLException e) {
                checkOpen();
                if (ended == endedConnections || !Faults.isEndOfConnection(e)) {
                    throw unavailable(e);
                }
            }
        }
    }

    /** Take a connection from the pool; an interrupt, which would end the wait for one, is left for whoever wants it. */
    private Connection borrow() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            outage.pass();
            while (true) {
                try {
                    return pool.getConnection();
                } catch (SQLTransientConnectionException e) {
                    outage.begin(e);
                    throw e;
                } catch (SQLException e) {
                    if (!(e.getCause() instanceof InterruptedException)) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Do several things or none, whether or not the thread is interrupted. */
    <T> T transact(Query<T> work) {
        return ask(
                connection -> {
                    connection.setAutoCommit(false);
                    try {
                        T answer = work.ask(connection);
                        connection.commit();
                        return answer;
                    } catch (SQLException | RuntimeException e) {
                        rollBack(connection, e);
                        throw e;
                    } finally {
                        connection.setAutoCommit(true);
                    }
                },
                0);
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    StoreUnavailableException unavailable(SQLException cause) {
        return new StoreUnavailableException(
                "the database at %s cannot be used: %s"
                        .formatted(config.address(), Advice.of(cause, config).text()),
                cause);
    }

    static StoreUnavailableException isClosed() {
        return new StoreUnavailableException("the store is closed; open it again");
    }

    void checkOpen() {
        if (closed) {
            throw isClosed();
        }
    }

    /** Refuse what comes from now on. */
    void refuse() {
        closed = true;
    }

    @Override
    public void close() {
        refuse();
        pool.close();
    }
}
