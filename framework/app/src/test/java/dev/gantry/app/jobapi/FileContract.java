package dev.gantry.app.jobapi;

import static dev.gantry.app.jobapi.JobsWay.project;
import static dev.gantry.app.jobapi.Scripts.scripted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of files. */
interface FileContract extends JobsWay {

    /** Much more than any buffer. */
    int LARGE = 64 << 20;

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    default void filesGoBothWaysBetweenAParentAndAChild(@TempDir Path folder) throws Exception {
        Path questions = Files.writeString(folder.resolve("questions.txt"), "six by nine?\n");
        use(jobs -> {
            RunHandle child = jobs.run(project(), "one");
            child.putFile(questions, "questions");
            child.queue(scripted(it -> {
                RunHandle mine = it.jobs().mine();
                mine.putFile(stream(mine.getFile("questions").text() + "42\n"), "answers");
            }));
            assertThat(jobs.waitJob(child).ok()).isEqualTo(1);
            assertThat(child.files()).containsExactly("answers", "questions");
            assertThat(child.getFile("answers").text()).isEqualTo("six by nine?\n42\n");
        });
    }

    @Test
    default void aLargeFileIsTheSameThereAndBackAgain() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(new RandomBytes(1, LARGE), "large");
            RunFile file = run.getFile("large");
            assertThat(file.size()).isEqualTo(LARGE);
            assertThat(file.sha256()).isEqualTo(RandomBytes.sha256(new RandomBytes(1, LARGE)));
            assertThat(RandomBytes.sha256(file.open())).isEqualTo(file.sha256());
        });
    }

    @Test
    default void aFileIsReadFromAnyOffsetOn() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(stream("0123456789"), "digits");
            RunFile file = run.getFile("digits");
            for (int from = 0; from <= 10; from++) {
                try (InputStream rest = file.open(from)) {
                    assertThat(new String(rest.readAllBytes(), UTF_8)).isEqualTo("0123456789".substring(from));
                }
            }
        });
    }

    @Test
    default void aFileMayBeEmpty() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(stream(""), "empty");
            assertThat(run.getFile("empty").size()).isZero();
            assertThat(run.getFile("empty").bytes()).isEmpty();
        });
    }

    @Test
    default void aFileTakesThePlaceOfTheOneThatHadItsName() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(stream("the first, which is longer"), "it");
            run.putFile(stream("the second"), "it");
            assertThat(run.files()).containsExactly("it");
            assertThat(run.getFile("it").text()).isEqualTo("the second");
            assertThat(outside().run(run.project(), "one").getFile("it").text()).isEqualTo("the second");
        });
    }

    @Test
    default void aFileIsSavedAsAWhole(@TempDir Path folder) throws Exception {
        Path saved = Files.writeString(folder.resolve("saved"), "what was there");
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(new RandomBytes(2, 100_000), "it");
            run.getFile("it").saveTo(saved);
            assertThat(RandomBytes.sha256(Files.newInputStream(saved)))
                    .isEqualTo(run.getFile("it").sha256());
        });
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(saved);
        }
    }

    @Test
    default void aFileThatIsNotThereIsRefusedWithTheNamesOfThoseThatAre() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(stream("x"), "README");
            JobApiException refused = catchThrowableOfType(JobApiException.class, () -> run.getFile("readme"));
            assertThat(refused).isNotNull().hasMessageContaining("README");
            assertThat(refused.code()).isEqualTo(404);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e",
                "%00",
                "ü ö \uD83D\uDE00.txt",
                " a",
                "a+b&c=d;e#f@g!",
                "-rf",
                "~",
                "...a",
                "CONSOLE",
                "a.con",
                "$(id)",
                "`id`",
                "'",
                "{}",
                "[1]"
            })
    default void aNameIsJustAName(String name) throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(stream(name), name);
            assertThat(run.files()).containsExactly(name);
            assertThat(run.getFile(name).name()).isEqualTo(name);
            assertThat(run.getFile(name).text()).isEqualTo(name);
        });
    }

    /** Names that mean something else to some system. */
    static Stream<String> evilNames() {
        return Stream.of(
                "",
                ".",
                "..",
                "../up",
                "../../etc/passwd",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "..\\up",
                "a\0b",
                "\0",
                "a\nb",
                "a\tb",
                "\u007f",
                "a:b",
                "a?b",
                "a*b",
                "a<b",
                "a>b",
                "a|b",
                "a\"b",
                "trailing.",
                "trailing ",
                "CON",
                "con",
                "nul.txt",
                "COM1.log",
                "lpt9",
                "AUX",
                "x".repeat(256),
                "x".repeat(300),
                "ü".repeat(128));
    }

    @ParameterizedTest
    @MethodSource("dev.gantry.app.jobapi.FileContract#evilNames")
    default void aNameThatIsMoreThanANameIsRefused(String name) throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            JobApiException refused =
                    catchThrowableOfType(JobApiException.class, () -> run.putFile(stream("evil"), name));
            assertThat(refused).isNotNull();
            assertThat(refused.code()).isEqualTo(422);
            assertThat(run.files()).isEmpty();
        });
    }

    @Test
    default void aNameOf255BytesIsNotTooLong() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            String name = "ü".repeat(127) + "x";
            run.putFile(stream("x"), name);
            assertThat(run.files()).containsExactly(name);
        });
    }

    @Test
    default void aFileOverTheLimitIsRefusedAndWhatWasThereStays() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            run.putFile(stream("small"), "it");
            JobApiException refused = catchThrowableOfType(
                    JobApiException.class, () -> run.putFile(new RandomBytes(3, TestServer.MAX_FILE_BYTES + 1), "it"));
            assertThat(refused).isNotNull();
            assertThat(refused.code()).isEqualTo(413);
            assertThat(run.getFile("it").text()).isEqualTo("small");
        });
    }

    @Test
    default void aFileWhoseSourceBreaksOffIsNotThere() throws Exception {
        use(jobs -> {
            RunHandle run = jobs.run(project(), "one");
            InputStream breaking = new RandomBytes(4, 1 << 20).breakingAt(700_000);
            Throwable broken = catchThrowableOfType(RuntimeException.class, () -> run.putFile(breaking, "half"));
            assertThat(broken).isNotNull();
            assertThat(run.files()).isEmpty();
        });
    }
}
