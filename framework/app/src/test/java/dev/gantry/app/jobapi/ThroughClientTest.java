package dev.gantry.app.jobapi;

import dev.gantry.job.Jobs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The Job API over HTTP, from a program that is no job. */
class ThroughClientTest extends JobsContract {

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    public void use(Use use) throws Exception {
        use.with(outside());
    }

    @Override
    public Jobs outside() {
        return server.client().jobs();
    }
}
