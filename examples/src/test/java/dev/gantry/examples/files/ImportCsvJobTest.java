package dev.gantry.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.store.LogLine;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCsvJobTest {

    @AutoClose
    private final JobTestKit kit = JobTestKit.of(ImportCsvJob.class);

    @TempDir
    private Path folder;

    private Path source;
    private Path target;
    private Path rejects;

    @BeforeEach
    void nameTheFiles() {
        source = folder.resolve("people.csv");
        target = folder.resolve("people.jsonl");
        rejects = folder.resolve("people.jsonl.rejected");
    }

    @Test
    void eachRowBecomesAnObject() throws IOException {
        TestRun run = importing("id,name\r\n1,Ann\r\n2,\"O'Neil, \"\"Bo\"\"\"\r\n3,\"two\nlines\\\"\r\n", ',');

        assertThat(run.result()).isEqualTo(200);
        assertThat(target).hasContent("""
                        {"id":"1","name":"Ann"}
                        {"id":"2","name":"O'Neil, \\"Bo\\""}
                        {"id":"3","name":"two\\u000alines\\\\"}
                        """);
        assertThat(rejects).isEmptyFile();
        assertThat(run.warnings()).isEmpty();
        assertThat(run.events()).containsExactly("imported 3 rows into " + target);
    }

    @Test
    void badRowsAreSetAsideWithTheirNumberAndReason() throws IOException {
        TestRun run = kit.run(
                ImportCsvJob.class,
                Map.of(
                        "source", written("id;name\n1;Ann\n2\n;Bo\n\n4;\"Cy\" x\n5;Di\n"),
                        "target", target.toString(),
                        "delimiter", ";",
                        "requiredColumns", List.of("id")));

        assertThat(run.result()).isEqualTo(200);
        assertThat(target).hasContent("""
                {"id":"1","name":"Ann"}
                {"id":"5","name":"Di"}
                """);
        assertThat(rejects).hasContent("""
                        {"row":3,"reason":"it has 1 fields; expected 2","fields":["2"]}
                        {"row":4,"reason":"id is required and has no value","fields":["","Bo"]}
                        {"row":6,"reason":"text follows a closing quote","fields":["4","Cy x"]}
                        """);
        assertThat(run.warnings()).containsExactly("set 3 bad rows aside in " + rejects);
        Imported data = run.data(Imported.class);
        assertThat(data.imported()).isEqualTo(2);
        assertThat(data.rejected()).isEqualTo(3);
        assertThat(data.rows()).isEqualTo(7);
        assertThat(data.offset()).isEqualTo(Files.size(source));
    }

    @Test
    void tooManyBadRowsFailTheRun() throws IOException {
        TestRun run = kit.run(
                ImportCsvJob.class,
                Map.of("source", written("a,b\n1,2\n3\n4\n5,6\n"), "target", target.toString(), "maxRejected", 1));

        assertThat(run.result()).isEqualTo(422);
        assertThat(run.errors()).extracting(LogLine::message).containsExactly("more than 1 bad rows; see " + rejects);
        assertThat(target).hasContent("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(rejects).content().hasLineCount(2);
    }

    @Test
    void anEarlierTargetIsReplaced() throws IOException {
        Files.writeString(target, "something that is longer than what takes its place\n");
        Files.writeString(rejects, "old\n");

        importing("a\n1\n", ',');

        assertThat(target).hasContent("{\"a\":\"1\"}");
        assertThat(rejects).isEmptyFile();
    }

    @Test
    void aHeaderAloneMakesAnEmptyTarget() throws IOException {
        assertThat(importing("a,b\n", ',').result()).isEqualTo(200);
        assertThat(target).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''       | it has no header",
                "x,name   | its columns are [x, name]; [id] required",
                "id,id    | its columns are [id, id]; expected a name of its own for each",
                "id,      | its columns are [id, ]; expected a name of its own for each",
                "id,\"a\"b| in its header, text follows a closing quote"
            })
    void aHeaderThatCannotBeUsedFailsTheRunAndLeavesTheTarget(String header, String why) throws IOException {
        Files.writeString(target, "precious");

        TestRun run = kit.run(
                ImportCsvJob.class,
                Map.of("source", written(header), "target", target.toString(), "requiredColumns", List.of("id")));

        assertThat(run.result()).isEqualTo(422);
        assertThat(run.errors())
                .singleElement()
                .extracting(LogLine::message)
                .asString()
                .endsWith(why);
        assertThat(target).hasContent("precious");
    }

    @Test
    void aSourceThatIsNotThereFailsTheRun() {
        TestRun run = kit.run(ImportCsvJob.class, Map.of("source", source.toString(), "target", target.toString()));

        assertThat(run.result()).isEqualTo(404);
        assertThat(run.attempts()).isEqualTo(1);
        assertThat(run.errors()).extracting(LogLine::message).containsExactly(source + " is no file of this server");
        assertThat(target).doesNotExist();
    }

    @Test
    void aSourceIsNotImportedIntoItself() throws IOException {
        String text = "a\n1\n";
        TestRun run = kit.run(
                ImportCsvJob.class,
                Map.of(
                        "source",
                        written(text),
                        "target",
                        folder.resolve("./people.csv").toString()));

        assertThat(run.result()).isEqualTo(422);
        assertThat(source).hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\n", "é", ",,", ""})
    void aDelimiterThatCannotBeOneIsRefused(String delimiter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        kit.submit(ImportCsvJob.class, Map.of("source", "a", "target", "b", "delimiter", delimiter)))
                .withMessageContaining("delimiter");
    }

    @Test
    void everyFaultOfTheInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.submit(
                        ImportCsvJob.class, Map.of("maxRejected", -1, "requiredColumns", List.of("id", " "))))
                .withMessageContainingAll("source", "target", "maxRejected", "requiredColumns");
    }

    private TestRun importing(String csv, char delimiter) throws IOException {
        return kit.run(
                ImportCsvJob.class, new ImportCsvJob.Params(Path.of(written(csv)), target, delimiter, List.of(), 0));
    }

    private String written(String csv) throws IOException {
        return Files.writeString(source, csv).toString();
    }
}
