package dev.gantry.benchmarks.contender;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** An SQLite database that forces each commit to the disk. */
final class Sqlite {

    /** More connections only wait for each other: SQLite has one writer at a time. JobRunr's start needs more than one. */
    private static final int CONNECTIONS = 4;

    private Sqlite() {}

    static HikariDataSource open(Path folder) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:%s?journal_mode=WAL&synchronous=FULL&busy_timeout=30000"
                .formatted(folder.resolve("database")));
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}
