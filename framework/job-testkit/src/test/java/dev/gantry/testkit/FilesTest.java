package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunResult;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs hand to each other as files. */
class FilesTest extends ScriptedTest {

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aChildCopiesAFileBackToItsParent(@TempDir Path folder) throws IOException {
        Path saved = folder.resolve("saved");
        ScriptedJob.does("copying", (input, run) -> {
            Path made = run.workDir().resolve("made");
            Files.writeString(made, "hello");
            run.jobs().mine().putFile(made, "README.md");
            return RunResult.OK;
        });
        TestRun parent = run("collecting", (input, run) -> {
            RunHandle child = run.jobs().newRun().queue(what -> what.tag(ScriptedJob.DOES, "copying"));
            run.jobs().waitJob(child);
            RunFile file = child.getFile("README.md");
            file.saveTo(saved);
            child.putFile(bytes("another"), "README.md");
            assertThat(child.getFile("README.md").text()).isEqualTo("another");
            assertThat(child.files()).containsExactly("README.md");
            return RunResult.code(200 + (int) file.size());
        });
        assertThat(parent.result()).isEqualTo(205);
        assertThat(saved).hasContent("hello");
        assertThat(parent.children().get(0).files()).containsExactly("README.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "a/b",
                "a\\b",
                "a\0b",
                "a\nb",
                "a:b",
                "a|b",
                "a?",
                "a*",
                "<a>",
                "\"",
                "a.",
                "a ",
                "CON",
                "nul.txt",
                "com1",
                "LPT9.log",
                "aux.tar.gz",
                "\ud800"
            })
    void namesThatAreNoNamesOrOnlyOnSomeSystemsAreRefused(String name) {
        JobApiException refusal = refusalOf(name);
        assertThat(refusal.code()).isEqualTo(422);
        assertThat(refusal).hasMessageContaining("choose another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".hidden", "%2e%2e", "con_", "x con", "Bericht für Ünal.pdf", "COMA", "日本"})
    void otherNamesAreNames(String name) throws IOException {
        kit.projects().upload(new RunAddress("p", "1"), name, "1").abandon();
    }

    private JobApiException refusalOf(String name) {
        return catchThrowableOfType(
                JobApiException.class, () -> kit.projects().upload(new RunAddress("p", "1"), name, "1"));
    }

    @Test
    void aNameMayHave255BytesAndNoMore() throws IOException {
        kit.projects()
                .upload(new RunAddress("p", "1"), "ü".repeat(127) + "x", "1")
                .abandon();
        assertThat(refusalOf("ü".repeat(128))).hasMessageContaining("256 bytes");
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsNotThere() {
        TestRun run = run("breaking", (input, context) -> {
            InputStream closed = InputStream.nullInputStream();
            closed.close();
            InputStream broken = new SequenceInputStream(bytes("some"), closed);
            assertThatThrownBy(() -> context.jobs().mine().putFile(broken, "part"))
                    .hasRootCauseMessage("Stream closed");
            return RunResult.OK;
        });
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.files()).isEmpty();
    }

    @Test
    void aFileThatARunDoesNotHaveIsRefusedWithTheNamesOfThoseItHas() {
        AtomicReference<JobApiException> refusal = new AtomicReference<>();
        run("searching", (input, context) -> {
            context.jobs().mine().putFile(bytes("x"), "there");
            refusal.set(catchThrowableOfType(
                    JobApiException.class, () -> context.jobs().mine().getFile("elsewhere")));
            return RunResult.OK;
        });
        assertThat(refusal.get().code()).isEqualTo(404);
        assertThat(refusal.get()).hasMessageContaining("[there]");
    }
}
