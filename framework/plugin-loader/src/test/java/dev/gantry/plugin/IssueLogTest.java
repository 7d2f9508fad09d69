package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class IssueLogTest extends PluginFixture {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PluginLoader.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void anIssueIsLoggedOnceForAsLongAsItLastsAndEachChangeIsSummedUp() throws Exception {
        JarBuilder.jar().write(plugins().resolve("empty.jar"));
        load();
        JarBuilder.jarWithJob("tools", "one").write(plugins().resolve("acme.jar"));
        load();
        Files.delete(plugins().resolve("empty.jar"));
        load();

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "plugin empty: empty.jar: the jar is empty",
                        "1 plugin, 0 jobs, 1 issue",
                        "2 plugins, 1 job, 1 issue",
                        "1 plugin, 1 job, 0 issues");
    }
}
