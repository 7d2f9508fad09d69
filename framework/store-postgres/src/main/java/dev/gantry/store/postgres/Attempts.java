package dev.gantry.store.postgres;

import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LeaseRef;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Attempts on whose behalf something is done; while it is, nobody takes their runs from them or cancels these. */
final class Attempts {

    private static final String HOLD = """
            SELECT q.uuid, r.fence, r.cancel_requested
            FROM run_request q JOIN run r ON r.number = q.number
            WHERE q.uuid = ANY (?) AND r.state = 1
            ORDER BY r.number
            FOR SHARE OF r
            """;

    private final Set<LeaseRef> writing = new HashSet<>();
    private final Set<LeaseRef> spawning = new HashSet<>();

    private Attempts() {}

    /** Look at the runs of some attempts. */
    static Attempts hold(Transaction transaction, Collection<LeaseRef> leases) throws SQLException {
        Attempts attempts = new Attempts();
        Set<UUID> uuids = leases.stream().map(LeaseRef::uuid).collect(Collectors.toCollection(TreeSet::new));
        if (!uuids.isEmpty()) {
            transaction.sql(HOLD).withUuids(uuids).list(row -> {
                LeaseRef lease = new LeaseRef(row.getObject(1, UUID.class), row.getLong(2));
                if (!row.getBoolean(3)) {
                    attempts.spawning.add(lease);
                }
                return attempts.writing.add(lease);
            });
        }
        return attempts;
    }

    /** Make sure that an attempt, if it is one, may still write for its run. */
    static void expectWriting(Transaction transaction, Optional<LeaseRef> by) throws SQLException {
        if (by.isPresent() && !hold(transaction, Set.of(by.get())).writing.contains(by.get())) {
            throw new LeaseLostException(by.get());
        }
    }

    /** Make sure that an attempt, if it is one, may still queue others. */
    static void expectSpawning(Transaction transaction, Optional<LeaseRef> by) throws SQLException {
        if (by.isPresent()) {
            hold(transaction, Set.of(by.get())).expectSpawning(by.get());
        }
    }

    /** Make sure that an attempt may still queue others. */
    void expectSpawning(LeaseRef by) {
        if (!spawning.contains(by)) {
            throw new LeaseLostException(by);
        }
    }
}
