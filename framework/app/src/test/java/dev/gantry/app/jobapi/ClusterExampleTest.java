package dev.gantry.app.jobapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.client.GantryClient;
import dev.gantry.client.RunFilter;
import dev.gantry.client.RunListener;
import dev.gantry.client.SubmitOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example whose child is on another server, on two servers. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterExampleTest {

    private static final String JOB = "examples/pipelines/cluster";

    @TempDir
    private Path folder;

    private TestServer here;
    private TestServer there;

    @BeforeEach
    void start() throws Exception {
        Path plugins = ExamplesJar.folder(folder);
        there = TestServer.start(folder.resolve("there"), plugins);
        here = TestServer.start(folder.resolve("here"), plugins, there.uri().toString());
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
    }

    private UUID run(Map<String, Object> params) {
        GantryClient client = here.client();
        UUID main = client.submit(JOB, params, SubmitOptions.NONE);
        assertThat(client.stream("examples", main, new RunListener() {})
                        .done()
                        .join()
                        .result())
                .as(client.dumpWithLogs("examples", main).toString())
                .isEqualTo(200);
        return main;
    }

    @Test
    void theChildIsExecutedByTheOtherServer() {
        UUID main = run(Map.of("api", there.uri()));

        assertThat(here.client().report("examples", main))
                .matches("I am a child job in examples_pipelines_cluster\\.spawned_0[1-4], on LOCALHOST\\s*");
        assertThat(here.client().runs("examples", RunFilter.ALL).runs()).hasSize(1);
        assertThat(there.client().runs("examples", RunFilter.ALL).runs())
                .singleElement()
                .satisfies(child -> assertThat(child.uuid()).isNotEqualTo(main));
    }

    @Test
    void theChildMayBeToldToWorkInAContainerThere() {
        UUID main = run(Map.of("api", there.uri(), "container", "alpine-with-java"));

        assertThat(here.client().report("examples", main).strip()).endsWith("on DOCKER alpine-with-java");
    }
}
