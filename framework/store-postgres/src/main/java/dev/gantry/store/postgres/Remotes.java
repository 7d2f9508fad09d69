package dev.gantry.store.postgres;

import dev.gantry.store.LeaseRef;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Children of runs on other servers, and those that are to be cancelled there. */
final class Remotes {

    private static final String FORGET =
            "DELETE FROM remote_cancel WHERE parent = ? AND api = ? AND project = ? AND job_id = ?";

    private static final String LINK =
            "INSERT INTO remote_run (parent, api, project, job_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String CANCEL =
            "INSERT INTO remote_cancel (parent, api, project, job_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String PENDING = "SELECT parent, api, project, job_id FROM remote_cancel ORDER BY id";

    /** See {@link dev.gantry.store.RunStore#linkRemote}. */
    RemoteRun link(Transaction transaction, LeaseRef by, RemoteRun child) throws SQLException {
        if (!child.parent().equals(by.uuid())) {
            throw new IllegalArgumentException("the parent of %s is %s; expected the run that links it, %s"
                    .formatted(child.address(), child.parent(), by.uuid()));
        }
        Attempts.hold(transaction, Set.of(by)).expectSpawning(by);
        // A cancel that nobody has confirmed yet was of an earlier life of the parent.
        forget(transaction, child);
        remember(transaction, child);
        return child;
    }

    /** Remember a child of a run. */
    void remember(Transaction transaction, RemoteRun child) throws SQLException {
        int unused = bind(transaction.sql(LINK), child).execute();
    }

    /** Have a child cancelled on its server. */
    void cancel(Transaction transaction, RemoteRun child) throws SQLException {
        int unused = bind(transaction.sql(CANCEL), child).execute();
    }

    /** See {@link dev.gantry.store.RunStore#confirmRemoteCancel}. */
    RemoteRun forget(Transaction transaction, RemoteRun child) throws SQLException {
        int unused = bind(transaction.sql(FORGET), child).execute();
        transaction.wrote();
        return child;
    }

    private static Sql bind(Sql sql, RemoteRun child) {
        return sql.with(child.parent())
                .with(Texts.toDatabase(child.api()))
                .with(child.address().project())
                .with(child.address().jobId());
    }

    /** See {@link dev.gantry.store.RunReader#remoteCancels}. */
    List<RemoteRun> pending(Connection connection) throws SQLException {
        return new Sql(connection, PENDING)
                .list(row -> new RemoteRun(
                        row.getObject(1, UUID.class),
                        Texts.fromDatabase(row.getString(2)),
                        new RunAddress(row.getString(3), row.getString(4))));
    }
}
