package dev.gantry.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Spares callers the wait for a database that let nobody in when somebody waited last: one of them finds out whether it does
 * now, and the others are refused meanwhile, so that they hold no threads. Thread-safe.
 */
final class Outage {

    private final Login login;
    private final IntSupplier inside;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile SQLTransientConnectionException why;

    /** Makes a connection. */
    @FunctionalInterface
    interface Login {
        Connection connect() throws SQLException;
    }

    /**
     * Make one; there is none yet.
     *
     * @param inside how many connections there are already: while there is one, others need not get in
     */
    Outage(Login login, IntSupplier inside) {
        this.login = login;
        this.inside = inside;
    }

    /** Somebody waited for a connection in vain. */
    void begin(SQLTransientConnectionException cause) {
        if (inside.getAsInt() == 0) {
            why = cause;
        }
    }

    /** Pass if there is none, or no longer. */
    void pass() throws SQLTransientConnectionException {
        SQLTransientConnectionException known = why;
        if (known == null || inside.getAsInt() > 0) {
            return;
        }
        if (!asking.compareAndSet(false, true)) {
            throw known;
        }
        try (Connection let = login.connect()) {
            why = null;
        } catch (SQLException e) {
            SQLTransientConnectionException still =
                    new SQLTransientConnectionException(e.getMessage(), e.getSQLState(), e);
            why = still;
            throw still;
        } finally {
            asking.set(false);
        }
    }
}
