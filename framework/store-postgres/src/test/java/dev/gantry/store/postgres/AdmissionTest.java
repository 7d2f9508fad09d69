package dev.gantry.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody is told whose database cannot be a store: what is wrong with it, and what to do. */
@Timeout(300)
class AdmissionTest {

    private final TestServer server = TestServer.shared();
    private final String name = "d" + UUID.randomUUID().toString().replace("-", "");

    private static String refusal(PostgresConfig config) {
        StoreUnavailableException refused = catchThrowableOfType(
                StoreUnavailableException.class,
                () -> PostgresRunStore.open(config).close());
        assertThat(refused).as("what is said of %s", config).isNotNull();
        assertThat(refused.getMessage())
                .startsWith("cannot open the store at " + config.address() + ": ")
                .doesNotContain("\n");
        return refused.getMessage();
    }

    private PostgresConfig database(String options) throws SQLException {
        server.execute("CREATE DATABASE %s %s".formatted(name, options));
        return server.database(name);
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamedWithTheStatementThatMakesIt() {
        assertThat(refusal(server.database(name))).contains("\"" + name + "\" does not exist", "CREATE DATABASE");
    }

    @Test
    void whoMayNotLogInIsToldWhereTheLoginIsSet() throws Exception {
        server.execute("CREATE ROLE %s NOLOGIN".formatted(name));

        assertThat(refusal(server.freshSchema().withLogin(name, "wrong")))
                .contains(name, "GANTRY_STORE_USER", "GANTRY_STORE_PASSWORD");
    }

    @Test
    void whoMayNotMakeTheSchemaIsToldTheGrantThatLetsHim() throws Exception {
        PostgresConfig config = database("");
        server.execute("CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(name));

        assertThat(refusal(config.withLogin(name, "x")))
                .contains("no schema \"gantry\"", "GRANT CREATE ON DATABASE \"%s\" TO \"%s\"".formatted(name, name));
        server.execute("GRANT CREATE ON DATABASE \"%s\" TO \"%s\"".formatted(name, name));
        assertThatCode(() -> PostgresRunStore.open(config.withLogin(name, "x")).close())
                .doesNotThrowAnyException();
    }

    @Test
    void anotherEncodingThanUtf8IsRefusedWithBoth() throws Exception {
        assertThat(refusal(database("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")))
                .contains("LATIN1; expected UTF8", "ENCODING 'UTF8'");
    }

    @Test
    void aDatabaseThatTakesNoWritesIsRefusedBeforeAnythingIsTried() throws Exception {
        PostgresConfig config = database("");
        server.execute("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(name));

        assertThat(refusal(config)).contains("takes no writes", "primary");
    }

    @Test
    void tablesOfALaterGantryAreRefusedAndLeftAsTheyAre() throws Exception {
        PostgresConfig config = server.freshSchema();
        PostgresRunStore.open(config).close();
        server.execute("""
                INSERT INTO %1$s.gantry_schema_history
                SELECT 1000, '99', 'later', type, 'V99__later.sql', checksum, installed_by, installed_on, 1, true
                FROM %1$s.gantry_schema_history WHERE version = '1'
                """.formatted(config.schema()));

        assertThat(refusal(config)).contains("of version 99", "later Gantry");
    }

    @Test
    void aSchemaWithTablesOfSomebodyElseIsNotTouched() throws Exception {
        PostgresConfig config = server.freshSchema();
        server.execute("CREATE SCHEMA %1$s; CREATE TABLE %1$s.run (x int)".formatted(config.schema()));

        assertThat(refusal(config)).contains("\"" + config.schema() + "\" has tables that Gantry did not make");
    }

    @Test
    void aDatabaseWithoutRoomForTheConnectionsOfAServerSaysHowManyItNeeds() throws Exception {
        PostgresConfig config = database("CONNECTION LIMIT 0");
        server.execute("CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(name));

        assertThat(refusal(config.withLogin(name, "x"))).contains("too many connections", "up to 11 connections");
    }

    @Test
    void aHostThatNobodyKnowsIsNamed() {
        assertThat(refusal(PostgresConfig.at("jdbc:postgresql://nowhere.invalid:5432/gantry")))
                .contains("there is no host called \"nowhere.invalid\"", "check host and port");
    }

    @Test
    void storesThatMakeTheirTablesAtOnceAllOpen() throws Exception {
        PostgresConfig config = server.freshSchema();

        List<CompletableFuture<PostgresRunStore>> opening = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> PostgresRunStore.open(config), work -> new Thread(work).start()))
                .toList();

        for (CompletableFuture<PostgresRunStore> store : opening) {
            store.get().close();
        }
    }
}
