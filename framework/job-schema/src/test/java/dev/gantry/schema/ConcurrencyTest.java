package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schema.Corpus.Everything;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    @Test
    void oneJobTypesServesManyThreads() throws Exception {
        JobTypes types = new JobTypes(Corpus.class.getClassLoader());
        String expected = Given.params(Everything.class).postSchema();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                tasks.add(() -> types.params(Everything.class).postSchema());
            }

            for (Future<String> schema : threads.invokeAll(tasks)) {
                assertThat(schema.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
