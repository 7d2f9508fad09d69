package dev.gantry.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who else may have the runs of a database and schema open: an advisory lock says so, which a store holds as long as its
 * writer's connection lasts.
 */
enum Tenancy {
    /** Any number of stores, none that wants to be alone. */
    SHARED("pg_try_advisory_lock_shared", new Advice("it is being copied", "wait until that is done")),
    /** This store and no other. */
    ALONE("pg_try_advisory_lock", new Advice("a server is using it", "stop all servers that have it as their store"));

    /** Nothing can be had at the moment. */
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private final String function;
    private final Advice whyNot;

    /** Others have it. */
    static final class TakenException extends SQLException {

        private static final long serialVersionUID = 1;

        private final transient Advice advice;

        TakenException(Advice advice) {
            super(advice.text(), CANNOT_CONNECT_NOW);
            this.advice = advice;
        }

        Advice advice() {
            return advice;
        }
    }

    Tenancy(String function, Advice whyNot) {
        this.function = function;
        this.whyNot = whyNot;
    }

    /** Take the lock of a name on a connection, for as long as that lasts. */
    void take(Connection connection, String name) throws SQLException {
        boolean taken = new Sql(connection, "SELECT %s(hashtextextended(?, 0))".formatted(function))
                .with(name)
                .first(row -> row.getBoolean(1))
                .orElseThrow();
        if (!taken) {
            throw new TakenException(whyNot);
        }
    }
}
