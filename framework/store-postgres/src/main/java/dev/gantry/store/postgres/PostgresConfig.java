package dev.gantry.store.postgres;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Where a {@link PostgresRunStore} finds its database. Immutable.
 *
 * @param url the database, as {@code jdbc:postgresql://host:port/name}
 * @param user who logs in; empty: as the url says
 * @param password with which password; empty: as the url says
 * @param schema the schema that has the tables, 1 to 50 lower-case letters, digits or {@code _}; made if absent. Stores
 *     with one database and schema share their runs
 * @param connections how many connections queries may use at once, at least 1; three more serve the store itself
 * @param clock the clock of a test; absent: the database's, which is the same for all machines
 */
public record PostgresConfig(
        String url, String user, String password, String schema, int connections, Optional<InstantSource> clock) {

    /** The schema of a store that does not name one. */
    public static final String SCHEMA = "gantry";

    /** The connections of a store that does not say how many. */
    public static final int CONNECTIONS = 8;

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,49}");

    public PostgresConfig {
        requireNonNull(url, "url is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(clock, "clock is null");
        if (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, new Properties()) == null) {
            throw new IllegalArgumentException(
                    "the store is \"%s\"; expected a URL such as jdbc:postgresql://localhost:5432/gantry"
                            .formatted(withoutOptions(url)));
        }
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "the schema is \"%s\"; expected 1 to 50 lower-case letters, digits or '_', not beginning with a digit"
                            .formatted(schema));
        }
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "there are %d connections for queries; expected at least 1".formatted(connections));
        }
    }

    /** A database at a URL that also says who logs in. */
    public static PostgresConfig at(String url) {
        return new PostgresConfig(url, "", "", SCHEMA, CONNECTIONS, Optional.empty());
    }

    /** The same for another user. */
    public PostgresConfig withLogin(String newUser, String newPassword) {
        return new PostgresConfig(url, newUser, newPassword, schema, connections, clock);
    }

    /** The same in another schema. */
    public PostgresConfig withSchema(String newSchema) {
        return new PostgresConfig(url, user, password, newSchema, connections, clock);
    }

    /** The same by another clock than the database's. */
    public PostgresConfig withClock(InstantSource newClock) {
        return new PostgresConfig(url, user, password, schema, connections, Optional.of(newClock));
    }

    /** The same with another number of connections for queries. */
    public PostgresConfig withConnections(int newConnections) {
        return new PostgresConfig(url, user, password, schema, newConnections, clock);
    }

    /** The URL for people to read: without what follows the name, where a password may be. */
    String address() {
        return withoutOptions(url);
    }

    private static String withoutOptions(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    @Override
    public String toString() {
        return "PostgresConfig[%s, user %s, schema %s, %d connections]".formatted(address(), user, schema, connections);
    }
}
