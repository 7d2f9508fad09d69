package dev.gantry.store.postgres;

import dev.gantry.store.LeaseRef;
import dev.gantry.store.Run;
import dev.gantry.store.Signal;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the writer's transaction has done so far. */
final class Transaction {

    private final Connection connection;
    private final Optional<Instant> given;
    private final Held held;
    private final Map<UUID, Row> seen = new HashMap<>();
    private final Set<UUID> claimed = new HashSet<>();
    private final Map<UUID, Run> news = new LinkedHashMap<>();
    private final Set<Signal> signals = EnumSet.noneOf(Signal.class);
    private Optional<Database.Beginning> beginning = Optional.empty();
    private boolean wrote;

    /**
     * Make one that has not asked the database anything yet.
     *
     * @param given its moment, if that is not the database's business
     * @param held the rows of the runs that this process executes, as it last saw them
     */
    Transaction(Connection connection, Optional<Instant> given, Held held) {
        this.connection = connection;
        this.given = given;
        this.held = held;
    }

    /** The database has said when it began. */
    void began(Database.Beginning said) {
        beginning = Optional.of(said);
    }

    /** Whether the database has said when it began. */
    boolean hasBegun() {
        return beginning.isPresent();
    }

    Sql sql(String text) {
        return new Sql(connection, text);
    }

    /** The one moment at which all of it happens. */
    Instant now() {
        return beginning.orElseThrow().now();
    }

    /** The moment as the database has it. */
    long nowMicros() {
        return Moments.toDatabase(now());
    }

    /** The moment as the database has it, unless the database has yet to say it. */
    Optional<Long> knownMicros() {
        return beginning.map(Database.Beginning::now).or(() -> given).map(Moments::toDatabase);
    }

    /** The number by which it can be found again, if it was asked for. */
    Optional<String> number() {
        return beginning.orElseThrow().number();
    }

    /** The row of a run that this process holds under a fence, as it last saw it; somebody may have changed it since. */
    Optional<Row> held(LeaseRef lease) {
        Row row = seen.get(lease.uuid());
        return Optional.ofNullable(row == null ? held.get(lease.uuid()) : row)
                .filter(known -> known.run().heldUnder(lease.fence()));
    }

    /** A row was read, or is as it was before but for its lease. */
    void saw(Row row) {
        seen.put(row.uuid(), row);
    }

    /** A row turned out to be another than was thought. */
    void misjudged(UUID uuid) {
        seen.remove(uuid);
        held.forget(uuid);
    }

    /** A lease turned out to be lost. */
    void lost(LeaseRef lease) {
        held(lease).ifPresent(row -> misjudged(row.uuid()));
    }

    /** A row was written. */
    void changed(Row row) {
        saw(row);
        news.remove(row.uuid());
        news.put(row.uuid(), row.run());
        wrote = true;
    }

    /** A run was given to a worker of this process. */
    void claimed(UUID uuid) {
        claimed.add(uuid);
    }

    /** Something was written besides rows, that must not be written twice. */
    void wrote() {
        wrote = true;
    }

    /** Workers of all processes are to know this once all of it is durable. */
    void signal(Signal signal) {
        signals.add(signal);
        wrote = true;
    }

    /** What workers are to know. */
    Set<Signal> signals() {
        return Set.copyOf(signals);
    }

    boolean hasWritten() {
        return wrote;
    }

    /** The runs that changed, each as it is now. */
    Collection<Run> news() {
        return List.copyOf(news.values());
    }

    /** All of it is durable: remember the rows of the runs that this process executes. */
    void committed() {
        seen.values().forEach(row -> held.remember(row, claimed.contains(row.uuid())));
    }
}
