package dev.gantry.store.postgres;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Renewal;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds while a table of the database cannot grow. */
@Timeout(120)
class FullDiskTest {

    private final TestServer server = TestServer.shared();
    private final PostgresConfig config = server.freshSchema();
    private PostgresRunStore store;

    @BeforeEach
    void openStore() {
        store = PostgresRunStore.open(config);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void execute(String sql) throws SQLException {
        server.execute(sql.replace("$schema", config.schema()));
    }

    /** As PostgreSQL does when a table cannot grow. */
    private void fillDisk() throws SQLException {
        execute("""
                CREATE FUNCTION $schema.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
                END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON $schema.run_request EXECUTE FUNCTION $schema.refuse()
                """);
    }

    private void makeRoom() throws SQLException {
        execute("DROP TRIGGER refuse ON $schema.run_request");
    }

    private CompletableFuture<List<Submission>> submit() {
        return store.submit(List.of(aRun().build()));
    }

    private LeaseRef claim() {
        Claim claim = await(store.claim(new ClaimRequest("worker", 1, LEASE, Map.of(JOB_TYPE, 9))))
                .claims()
                .get(0);
        return new LeaseRef(claim.run().uuid(), claim.fence());
    }

    private CompletableFuture<List<UUID>> end(LeaseRef attempt) {
        RunUpdate last = RunUpdate.nothing(attempt.uuid(), attempt.fence());
        return store.complete(List.of(new Completion(last, new Ending.Finished(200, false))));
    }

    @Test
    void submitsThatFindNoRoomTakeNoLeasesAndEndsAlong() throws Exception {
        await(submit());
        await(submit());
        LeaseRef goesOn = claim();
        LeaseRef ends = claim();
        fillDisk();
        CompletableFuture<List<Submission>> refused;
        CompletableFuture<Renewal> renewal;
        CompletableFuture<List<UUID>> end;
        try (Connection holding = server.connect()) {
            // What comes while something else is being written is written together.
            holding.setAutoCommit(false);
            int unused = new Sql(holding, "LOCK TABLE %s.stash IN SHARE MODE".formatted(config.schema())).execute();
            var held = store.putStash(new StashWrite(UUID.randomUUID(), "1", 0, "w", Optional.empty()));
            awaitLockWanted("stash");
            refused = submit();
            renewal = store.renew(List.of(goesOn), LEASE);
            end = end(ends);
            holding.rollback();
            assertThat(await(held).written()).isTrue();
        }

        assertThatThrownBy(() -> await(refused))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("No space left");
        assertThat(await(renewal).lost()).isEmpty();
        assertThat(await(end)).isEmpty();
        makeRoom();
        assertThat(await(submit())).hasSize(1);
        assertThat(store.trouble()).isEmpty();
    }

    private void awaitLockWanted(String table) throws SQLException {
        try (Connection connection = server.connect()) {
            while (new Sql(connection, "SELECT FROM pg_locks WHERE relation = ?::regclass AND NOT granted")
                    .with(config.schema() + "." + table)
                    .first(row -> true)
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }
}
