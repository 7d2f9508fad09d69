package dev.gantry.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Whether a database can be a store, and why not. */
final class Admission {

    private static final int OLDEST = 13;

    private static final String FACTS = """
            SELECT current_setting('server_encoding'), current_setting('transaction_read_only') = 'on',
                   to_regnamespace(?) IS NOT NULL OR has_database_privilege(current_database(), 'CREATE'),
                   current_database(), current_user
            """;

    /** Why a database is refused. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        RefusedException(String what, String cure) {
            super(what + "; " + cure);
        }
    }

    private record Facts(String encoding, boolean readOnly, boolean schemaCanBeHad, String database, String user) {}

    private Admission() {}

    /** Look at a database before anything is done to it. */
    static void check(Connection connection, PostgresConfig config) throws SQLException, RefusedException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new RefusedException(
                    "it is PostgreSQL %d; expected %d or later".formatted(version, OLDEST),
                    "upgrade it, or name another server");
        }
        Facts facts = new Sql(connection, FACTS)
                .with(config.schema())
                .first(row -> new Facts(
                        row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getString(4), row.getString(5)))
                .orElseThrow();
        if (!facts.encoding().equals("UTF8")) {
            throw new RefusedException(
                    "the database \"%s\" has the encoding %s; expected UTF8"
                            .formatted(facts.database(), facts.encoding()),
                    "make another one: CREATE DATABASE … OWNER \"%s\" ENCODING 'UTF8' TEMPLATE template0"
                            .formatted(facts.user()));
        }
        if (facts.readOnly()) {
            throw new RefusedException(
                    "the database \"%s\" takes no writes; expected a primary with default_transaction_read_only off"
                            .formatted(facts.database()),
                    "name the primary; of several hosts it is found by ?targetServerType=primary");
        }
        if (!facts.schemaCanBeHad()) {
            throw new RefusedException(
                    "there is no schema \"%s\" in the database \"%s\", and \"%s\" may not make it"
                            .formatted(config.schema(), facts.database(), facts.user()),
                    "let it: GRANT CREATE ON DATABASE \"%s\" TO \"%s\"".formatted(facts.database(), facts.user()));
        }
    }

    /** Look at the tables once they are as this Gantry knows them, or as a later one has made them. */
    static void checkVersion(Flyway flyway, PostgresConfig config) throws RefusedException {
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new RefusedException(
                    "the tables of the schema \"%s\" are of version %s, which a later Gantry made and this one does not know"
                            .formatted(config.schema(), current.getVersion()),
                    "start the Gantry that the other servers have");
        }
    }

    /** What a failure of the migrations means. */
    static Advice advice(FlywayException failure, PostgresConfig config) {
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new Advice(
                    "the schema \"%s\" has tables that Gantry did not make".formatted(config.schema()),
                    "name another database, or drop that schema if nobody needs it");
        }
        return sql(failure)
                .map(cause -> Advice.of(cause, config))
                .orElseGet(() -> new Advice(
                        "its tables cannot be made or brought up to date: "
                                + String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " "),
                        "check its log and the table gantry_schema_history"));
    }

    private static Optional<SQLException> sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
