package dev.gantry.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schema.KnownSchemas;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The threads of a plugin. */
class PluginRealmTest {

    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private final PluginRealm realm =
            new PluginRealm("acme", PluginRealmTest.class.getClassLoader(), KnownSchemas.NONE, () -> {}, oneThread);

    private String nameOfThread() throws Exception {
        Future<String> name = oneThread.submit(() -> Thread.currentThread().getName());
        return name.get();
    }

    @Test
    void aThreadHasTheNameThatItsWorkGaveItNoLongerThanTheWorkTakes() throws Exception {
        String before = nameOfThread();

        boolean accepted = realm.execute(() -> Thread.currentThread().setName("acme_say_1"));

        assertThat(accepted).isTrue();
        assertThat(nameOfThread()).isEqualTo(before);
        realm.retire();
    }
}
