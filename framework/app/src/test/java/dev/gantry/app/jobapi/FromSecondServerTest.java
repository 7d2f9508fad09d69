package dev.gantry.app.jobapi;

import dev.gantry.app.TestPlugin;
import dev.gantry.job.Destination;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.WaitResult;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The Job API as a job sees it whose children are all on another server. */
class FromSecondServerTest extends JobsContract {

    private TestServer parents;
    private TestServer children;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        children = TestServer.start(folder.resolve("b"));
        Path parent = Files.createDirectories(folder.resolve("a"));
        parents = TestServer.start(
                parent, TestPlugin.folder(parent), children.uri().toString());
    }

    @AfterAll
    void stop() {
        parents.close();
        children.close();
    }

    @Override
    public void use(Use use) throws Exception {
        parents.inside(run -> use.with(new Elsewhere(run.jobs(), children.uri())));
    }

    @Override
    public Jobs outside() {
        return children.client().jobs();
    }

    /** Sends every run to another server. */
    private record Elsewhere(Jobs jobs, URI server) implements Jobs {

        @Override
        public RunHandle newRun(UnaryOperator<Destination> to) {
            return jobs.newRun(destination -> to.apply(destination.api(server)));
        }

        @Override
        public RunHandle mine() {
            return jobs.mine();
        }

        @Override
        public void concurrency(String project, int concurrency) {
            jobs.concurrency(project, concurrency);
        }

        @Override
        public WaitResult waitJobs(Collection<RunHandle> runs, Duration timeout) {
            return jobs.waitJobs(runs, timeout);
        }
    }
}
