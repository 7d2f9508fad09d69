package dev.gantry.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that asks Java to end is refused, and the server lives. */
class ExitCallsTest extends PluginFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3);",
                "Runtime.getRuntime().exit(3);",
                "Runtime.getRuntime().halt(3);",
                "java.util.function.IntConsumer c = System::exit; c.accept(3);",
                "java.util.function.IntConsumer c = Runtime.getRuntime()::exit; c.accept(3);",
                "java.util.function.IntConsumer c = Runtime.getRuntime()::halt; c.accept(3);",
                "java.util.function.BiConsumer<Runtime, Integer> c = Runtime::exit; c.accept(Runtime.getRuntime(), 3);",
                "Runnable r = () -> System.exit(3); r.run();",
                "int code = 3; try { code = Integer.parseInt(\"x\"); } catch (RuntimeException e) { System.exit(code); }",
                "for (int i = 0; i < 5; i++) { if (i == 3) { System.exit(i); } else { i += 0; } }"
            })
    void anExitIsRefused(String call) {
        JarBuilder.jar()
                .job("acme.Exit", "tools", "exit", "if (run != null) { %s }; return null;".formatted(call))
                .write(plugins().resolve("acme.jar"));

        assertThatThrownBy(() -> run(load(), "tools/exit"))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("(3), which would end the server");
    }

    @Test
    void anExitInALibraryOfThePluginIsRefusedToo() {
        var library = JarBuilder.jar()
                .source("lib.Main", "public class Main { public static void main(String[] a) { System.exit(3); } }")
                .write(plugins().resolve("acme/lib.jar"));
        JarBuilder.jar()
                .library(library)
                .job("acme.Exit", "tools", "exit", "lib.Main.main(null); return null;")
                .write(plugins().resolve("acme/jobs.jar"));

        assertThatThrownBy(() -> run(load(), "tools/exit")).isInstanceOf(SecurityException.class);
    }

    @Test
    void aMethodOfAnotherClassThatIsNamedExitIsCalled() throws Throwable {
        JarBuilder.jar()
                .source("acme.Door", "public class Door { static int left; static void exit(int n) { left = n; } }")
                .job("acme.Exit", "tools", "exit", "Door.exit(4); run.data(Door.left); return null;")
                .write(plugins().resolve("acme.jar"));

        assertThat(run(load(), "tools/exit")).isEqualTo(4);
    }

    @Test
    void aClassWithoutSuchCallsIsLeftAsItIs() {
        byte[] classFile = JarBuilder.jar()
                .source("acme.Plain", "public class Plain { long now() { return System.nanoTime(); } }")
                .compile()
                .get("acme/Plain.class");

        assertThat(ExitCalls.redirected(classFile)).isSameAs(classFile);
    }
}
