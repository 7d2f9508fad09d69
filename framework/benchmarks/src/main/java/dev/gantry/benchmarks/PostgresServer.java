package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL server of its own, with the settings that it comes with: every commit is forced. */
final class PostgresServer implements AutoCloseable {

    /** The system property with the process id of the server. */
    static final String PROCESS = "gantry.benchmarks.postgres.process";

    private final EmbeddedPostgres server;
    private final Path folder;
    private final String version;
    private final long process;

    private PostgresServer(EmbeddedPostgres server, Path folder) throws SQLException {
        this.server = server;
        this.folder = folder;
        expect("fsync", "on");
        expect("synchronous_commit", "on");
        this.version = ask("SHOW server_version");
        this.process = Long.parseLong(ask("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"));
    }

    static PostgresServer start() throws IOException, SQLException {
        Path folder = Folders.make();
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        return new PostgresServer(server, folder);
    }

    private void expect(String setting, String value) throws SQLException {
        String is = ask("SHOW " + setting);
        if (!is.equals(value)) {
            throw new IllegalStateException("%s is %s; expected %s".formatted(setting, is, value));
        }
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    String version() {
        return version;
    }

    /** What a process that uses it is told. */
    List<String> settings() {
        return List.of(
                "-D%s=jdbc:postgresql://localhost:%d/".formatted(PostgresDatabase.SERVER, server.getPort()),
                "-D%s=%d".formatted(PROCESS, process));
    }

    @Override
    public void close() throws IOException {
        server.close();
        Folders.delete(folder);
    }
}
