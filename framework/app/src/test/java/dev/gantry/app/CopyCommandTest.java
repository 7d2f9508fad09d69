package dev.gantry.app;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.config.GantrySettings;
import dev.gantry.cli.Terminal;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.NewRun;
import dev.gantry.store.mapdb.MapDbConfig;
import dev.gantry.store.mapdb.MapDbRunStore;
import dev.gantry.store.postgres.PostgresConfig;
import dev.gantry.store.postgres.PostgresRunStore;
import dev.gantry.store.tck.Furnishing;
import dev.gantry.store.tck.MovableClock;
import dev.gantry.store.tck.RunBuilder;
import dev.gantry.store.tck.SameContent;
import dev.gantry.store.tck.StoreFixture;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that move from a folder to a database and back. */
@Timeout(300)
class CopyCommandTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path data;
    private String database;
    private String url;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void nameSides() throws SQLException {
        data = folder.resolve("data");
        database = "copy_" + DATABASES.incrementAndGet();
        url = postgres.getJdbcUrl("postgres", database);
        inDatabase("postgres", "CREATE DATABASE " + database);
    }

    private static void inDatabase(String name, String sql) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Wait until a question is answered with true. */
    private void awaitTrue(String question) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            boolean isTrue = false;
            while (!isTrue) {
                try (ResultSet rows = statement.executeQuery("SELECT (%s), pg_sleep(0.02)".formatted(question))) {
                    isTrue = rows.next() && rows.getBoolean(1);
                }
            }
        }
    }

    private int copy(Object from, Object to) {
        err.reset();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.commandLine(new Terminal(stream, stream, false), Map.of())
                .execute("copy", "--from", from.toString(), "--to", to.toString());
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static CopyableStore inFolder(Path side) {
        return MapDbRunStore.open(MapDbConfig.at(side.resolve("store")));
    }

    private CopyableStore inDatabase() {
        return PostgresRunStore.open(PostgresConfig.at(url));
    }

    private void furnish() {
        StoreFixture fixture = new StoreFixture(
                new MovableClock(),
                clock ->
                        MapDbRunStore.open(MapDbConfig.at(data.resolve("store")).withClock(clock)));
        try (CopyableStore store = fixture.copyable()) {
            Furnishing.of(fixture);
            assertThat(store.queuedInAll()).isPositive();
        }
    }

    @Test
    void allThatAFolderHoldsMovesToADatabaseAndBack() {
        furnish();

        assertThat(copy(data, url)).as(this::said).isZero();
        assertThat(said()).contains("copied %d runs and 4 files".formatted(Furnishing.RUNS), "both agree");
        Path back = folder.resolve("back");
        assertThat(copy(url, back)).as(this::said).isZero();

        try (CopyableStore first = inFolder(data);
                CopyableStore second = inDatabase();
                CopyableStore third = inFolder(back)) {
            SameContent.expect(first, second);
            SameContent.expect(first, third);
        }
    }

    @Test
    void aCopyThatWasKilledGoesOnWhereItWas() throws Exception {
        int count = 3_000;
        try (CopyableStore store =
                MapDbRunStore.open(MapDbConfig.at(data.resolve("store")).withClock(new MovableClock()))) {
            List<NewRun> runs = IntStream.range(0, count)
                    .mapToObj(i -> aRun())
                    .map(RunBuilder::build)
                    .toList();
            await(store.submit(runs));
        }
        try (CopyableStore made = inDatabase()) {
            assertThat(made.queuedInAll()).isZero();
        }
        inDatabase(database, """
                CREATE FUNCTION gantry.stall() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(3600); RETURN NEW; END $$""");
        inDatabase(database, """
                CREATE TRIGGER stall BEFORE INSERT ON gantry.run_request
                FOR EACH ROW WHEN (NEW.number = 2000) EXECUTE FUNCTION gantry.stall()""");
        Process copying = copyProcess();
        awaitTrue(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%run_request%'"
                        + " AND pid <> pg_backend_pid())");
        copying.destroyForcibly().waitFor();
        inDatabase(
                database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gantry'");
        awaitTrue("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'gantry')");
        inDatabase(database, "DROP TRIGGER stall ON gantry.run_request");

        assertThat(copy(data, url)).as(this::said).isZero();

        assertThat(said())
                .containsPattern("copied 1,[0-9]{3} runs")
                .containsPattern("1,[0-9]{3} runs were there already; both agree");
        try (CopyableStore first = inFolder(data);
                CopyableStore second = inDatabase()) {
            SameContent.expect(first, second);
        }
    }

    private Process copyProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "copy",
                        "--from",
                        data.toString(),
                        "--to",
                        url)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("copy.log").toFile())
                .start();
    }

    @Test
    void aDamagedFileIsReportedWithItsRunAndTheCopyGoesOnOnceItIsRepaired() throws IOException {
        furnish();
        Path content;
        try (Stream<Path> all = Files.walk(data.resolve("store/files"))) {
            content = all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() == "for later".length())
                    .findFirst()
                    .orElseThrow();
        }
        String run = content.getParent().getFileName().toString();
        byte[] whole = Files.readAllBytes(content);
        byte[] damaged = whole.clone();
        damaged[3] ^= 1;
        Files.write(content, damaged, StandardOpenOption.WRITE);

        assertThat(copy(data, url)).isEqualTo(1);
        assertThat(said()).contains("file \"input\" of run " + run);

        Files.write(content, whole, StandardOpenOption.WRITE);
        assertThat(copy(data, url)).as(this::said).isZero();
    }

    @Test
    void aTargetThatDiffersFromTheSourceIsNamedAndLeftAlone() throws SQLException {
        furnish();
        assertThat(copy(data, url)).isZero();
        assertThat(copy(data, url)).as("a copy that was complete").isZero();
        assertThat(said()).contains("copied 0 runs");
        inDatabase(database, "UPDATE gantry.run_log SET message = 'other' WHERE kind = 2");

        assertThat(copy(data, url)).isEqualTo(1);

        assertThat(said()).containsPattern("run [0-9a-f-]{36}: its checksum is");
    }

    @Test
    void aSideThatIsInUseIsRefused() {
        furnish();
        try (CopyableStore server = inDatabase()) {
            assertThat(copy(data, url)).isEqualTo(1);
            assertThat(said()).contains("a server is using it");
            assertThat(server.queuedInAll()).isZero();
        }
        try (CopyableStore server = inFolder(data)) {
            assertThat(copy(data, url)).isEqualTo(1);
            assertThat(said()).contains("in use by another Gantry");
            assertThat(server.queuedInAll()).isPositive();
        }
    }

    @Test
    void aStoreIsNotCopiedToItself() throws IOException {
        furnish();
        assertThat(copy(data, data)).isEqualTo(2);
        assertThat(said()).contains("--from and --to name the same store, " + data);
        assertThat(copy(data, data.resolve("..").resolve(data.getFileName()))).isEqualTo(2);
        assertThat(copy(Files.createSymbolicLink(folder.resolve("link"), data), data))
                .isEqualTo(2);
        assertThat(said()).contains("the same store");
        assertThat(copy(url, url)).isEqualTo(2);
        assertThat(said()).contains("the same store");
    }

    @Test
    void aSourceThatIsNotThereAndAUrlThatIsNoneAreRefused() {
        assertThat(copy(folder.resolve("none"), url)).isEqualTo(1);
        assertThat(said()).contains("there are no runs in", "none");
        assertThat(copy(data, "jdbc:mysql://localhost/gantry")).isEqualTo(2);
        assertThat(said()).contains("jdbc:postgresql://localhost:5432/gantry");
    }

    @Test
    void aPasswordInAUrlIsNotShown() {
        GantrySettings.Database settings = new GantrySettings.Database(
                "jdbc:postgresql://db:5432/gantry?user=a&password=hidden", "b", Optional.empty());

        assertThat(settings.toString())
                .contains("jdbc:postgresql://db:5432/gantry")
                .doesNotContain("hidden");
    }
}
