package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.GantrySettings;
import dev.gantry.app.config.Setting;
import dev.gantry.client.GantryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Putting a server together, and what keeps it from being one. */
class GantryTest {

    @TempDir
    private Path folder;

    private GantrySettings settings(Map<Setting, String> others) throws Exception {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        options.put(Setting.PORT, "0");
        options.put(Setting.PLUGINS, TestPlugin.folder(folder).toString());
        options.put(Setting.DATA, folder.resolve("data").toString());
        options.putAll(others);
        return Configuration.load(options, Map.of(), Optional.empty());
    }

    @Test
    void portZeroPicksAFreePortAndTheBasePathIsPartOfTheAddress() throws Exception {
        try (Gantry gantry = Gantry.start(settings(Map.of(Setting.BASE_PATH, "/ops/jobs")))) {
            assertThat(gantry.uri().getPort()).isPositive();
            assertThat(gantry.uri().getPath()).isEqualTo("/ops/jobs");
            assertThat(new GantryClient(gantry.uri()).branches())
                    .singleElement()
                    .satisfies(branch -> assertThat(branch.path()).isEqualTo("/ops/jobs/tests"));
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsLeftOpen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GantrySettings settings = settings(Map.of(Setting.PORT, "" + taken.getLocalPort()));
            assertThatThrownBy(() -> Gantry.start(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("" + taken.getLocalPort());
        }
        Gantry.start(settings(Map.of())).close();
    }

    @Test
    void aDataFolderThatCannotBeWrittenToIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        GantrySettings settings =
                settings(Map.of(Setting.DATA, file.resolve("data").toString()));
        assertThatThrownBy(() -> Gantry.start(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(file + " is a file, not a folder", "--data");
    }

    @Test
    void aDataFolderThatIsAFileIsSaidToBeBeforeAnythingIsMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        GantrySettings settings = settings(Map.of(Setting.DATA, file.toString()));
        Logger logs = (Logger) LoggerFactory.getLogger("dev.gantry");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logs.addAppender(logged);
        try {
            assertThatThrownBy(() -> Gantry.start(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the data folder %s cannot be used: %s is a file, not a folder;".formatted(file, file)
                            + " name a folder that this user may write to with --data or GANTRY_DATA");
        } finally {
            logs.detachAppender(logged);
        }
        assertThat(logged.list).isEmpty();
    }

    @Test
    void aPluginsFolderThatIsNotThereYetHoldsNoJobs() throws Exception {
        Path absent = folder.resolve("absent");
        try (Gantry gantry = Gantry.start(settings(Map.of(Setting.PLUGINS, absent.toString())))) {
            assertThat(new GantryClient(gantry.uri()).branches()).isEmpty();
        }
    }
}
