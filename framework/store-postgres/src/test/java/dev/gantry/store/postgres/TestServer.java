package dev.gantry.store.postgres;

import dev.gantry.store.tck.StoreFixture;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server for tests. Most share one, which is started when it is needed and stopped with the process. */
final class TestServer implements AutoCloseable {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Optional<Path> folder;
    private EmbeddedPostgres server;
    private int port;

    private TestServer(Optional<Path> folder) {
        this.folder = folder;
        this.server = start();
        this.port = server.getPort();
    }

    private static final class Shared {
        private static final TestServer SERVER = new TestServer(Optional.empty());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    static TestServer shared() {
        return Shared.SERVER;
    }

    /** A server of one's own, that can be restarted on its folder. */
    static TestServer in(Path folder) {
        return new TestServer(Optional.of(folder));
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(StoreFixture.PATIENCE)
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_connections", "200");
        folder.ifPresent(data -> builder.setDataDirectory(data.resolve("data")).setCleanDataDirectory(false));
        if (port > 0) {
            builder.setPort(port);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema that nobody has used. */
    PostgresConfig freshSchema() {
        return PostgresConfig.at(server.getJdbcUrl("postgres", "postgres"))
                .withSchema("gantry_" + SCHEMAS.incrementAndGet());
    }

    /** A database, which need not exist. */
    PostgresConfig database(String name) {
        return PostgresConfig.at(server.getJdbcUrl("postgres", name));
    }

    /** Have a statement executed by who may do anything. */
    void execute(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement executed = connection.createStatement()) {
            boolean unused = executed.execute(statement);
        }
    }

    /** Where it listens, on this machine. */
    int port() {
        return port;
    }

    /** End all sessions of stores, whatever they are doing. */
    void terminateSessions() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gantry'");
    }

    /** A connection of its owner, who is no store. */
    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Stop, whoever is connected. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Start again where it was stopped. */
    void startAgain() {
        server = start();
    }

    /** Stop and start again; whoever wants that meanwhile does it afterwards. */
    synchronized void restart() {
        stop();
        startAgain();
    }

    @Override
    public void close() {
        stop();
    }
}
