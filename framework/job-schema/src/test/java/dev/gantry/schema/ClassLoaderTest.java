package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClassLoaderTest {

    @Test
    void nothingHoldsTheLoaderOfAPluginThatIsGone() throws Exception {
        WeakReference<ClassLoader> gone = new WeakReference<>(used());

        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!gone.refersTo(null) && Instant.now().isBefore(deadline)) {
            System.gc();
        }

        assertThat(gone.refersTo(null)).as("the class loader is garbage").isTrue();
    }

    /** Load the corpus anew, do with it all that a plugin's types are for, and let go of it. */
    private static ClassLoader used() throws Exception {
        URL classes = Corpus.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new CorpusFirst(classes)) {
            Class<?> type = loader.loadClass(Corpus.Everything.class.getName());
            assertThat(type).isNotSameAs(Corpus.Everything.class);
            JobTypes types = new JobTypes(loader);
            ParamsType<?> params = types.params(type.asSubclass(Record.class));
            String stored = params.complete(Given.body("""
                    {"octet":1,"small":2,"single":1,"letter":"x","tag":"t","first-name":"Ada","counts":{"a":1},
                     "windows":{"red":{}},"figure":{"kind":"circle","radius":1},"texts":{"one":"a"}}"""));
            Object bound = params.bind(stored);
            params.redact(stored);
            DataType data = types.data(type);
            data.read(data.write(bound, 10_000));
            return loader;
        }
    }

    /** Loads the corpus itself instead of asking its parent, as a plugin's loader does with the plugin's classes. */
    private static final class CorpusFirst extends URLClassLoader {

        CorpusFirst(URL classes) {
            super(new URL[] {classes}, ClassLoaderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Corpus.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
