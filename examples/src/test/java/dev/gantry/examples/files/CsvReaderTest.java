package dev.gantry.examples.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvReaderTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> goodRows() {
        return Stream.of(
                Arguments.of("a,b,c", List.of(List.of("a", "b", "c"))),
                Arguments.of("a,b\r\nc,d\r\n", List.of(List.of("a", "b"), List.of("c", "d"))),
                Arguments.of("a\nb\rc", List.of(List.of("a"), List.of("b"), List.of("c"))),
                Arguments.of("\uFEFFa,b\n", List.of(List.of("a", "b"))),
                Arguments.of("\"a,b\",c", List.of(List.of("a,b", "c"))),
                Arguments.of("\"say \"\"hi\"\"\"\n", List.of(List.of("say \"hi\""))),
                Arguments.of("\"two\r\nlines\",x\n", List.of(List.of("two\r\nlines", "x"))),
                Arguments.of("\n\r\na\n\nb\n\n", List.of(List.of("a"), List.of("b"))),
                Arguments.of("\"\"\n", List.of(List.of(""))),
                Arguments.of(",\n", List.of(List.of("", ""))),
                Arguments.of(" a , b ", List.of(List.of(" a ", " b "))),
                Arguments.of("grün,日本,🚀", List.of(List.of("grün", "日本", "🚀"))),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("goodRows")
    void rowsAreReadAsTheStandardSays(String text, List<List<String>> expected) throws IOException {
        assertThat(read(file(text))).extracting(CsvRow::fields).isEqualTo(expected);
        assertThat(read(file(text))).allMatch(row -> row.fault().isEmpty());
    }

    static Stream<Arguments> badRows() {
        return Stream.of(
                Arguments.of("5\" pipe,x\ngood", "a quote stands inside a field that does not begin with one"),
                Arguments.of("\"a\" b,x\ngood", "text follows a closing quote"),
                Arguments.of("\"a\"b\"c\ngood", "text follows a closing quote"));
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void aBadRowSaysWhyAndDoesNotSpoilTheNext(String text, String fault) throws IOException {
        List<CsvRow> rows = read(file(text));

        assertThat(rows.get(0).fault()).contains(fault);
        assertThat(rows.get(1)).isEqualTo(new CsvRow(2, List.of("good"), Optional.empty()));
    }

    @Test
    void textThatIsNotUtf8IsAFaultOfItsRow() throws IOException {
        Path latin = Files.write(folder.resolve("latin.csv"), "é\ngood".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(latin))
                .extracting(CsvRow::fault)
                .containsExactly(Optional.of("the text is not UTF-8"), Optional.empty());
    }

    @Test
    void aQuoteThatIsNeverClosedIsAFault() throws IOException {
        assertThat(read(file("a\n\"b\nc\n")))
                .extracting(CsvRow::fault)
                .containsExactly(Optional.empty(), Optional.of("a quote is never closed"));
    }

    @Test
    void aRowThatIsTooLongIsNotKeptInMemory() throws IOException {
        Path file = file("\"" + "x".repeat(2 * CsvReader.MAX_ROW_BYTES) + "\","
                + ",".repeat(2 * CsvReader.MAX_ROW_BYTES) + "\ngood");

        List<CsvRow> rows = read(file);

        assertThat(rows.get(0).fault()).get().asString().contains("over 1048576 bytes");
        assertThat(rows.get(0).fields()).singleElement().asString().hasSizeLessThan(CsvReader.MAX_ROW_BYTES);
        assertThat(rows.get(1).fields()).containsExactly("good");
    }

    @Test
    void rowsAreCountedAsASpreadsheetDoes() throws IOException {
        assertThat(read(file("\na\n\n\"b\nb\"\nc"))).extracting(CsvRow::number).containsExactly(2L, 4L, 5L);
    }

    @RepeatedTest(50)
    void whatWasWrittenIsRead(RepetitionInfo repetition) throws IOException {
        RandomCsv csv = new RandomCsv(new Random(repetition.getCurrentRepetition()));

        assertThat(read(Files.writeString(folder.resolve("random.csv"), csv.text()), csv.delimiter()))
                .allMatch(row -> row.fault().isEmpty())
                .extracting(CsvRow::fields)
                .isEqualTo(csv.rows());
    }

    @RepeatedTest(20)
    void readingCanGoOnAfterEveryRow(RepetitionInfo repetition) throws IOException {
        RandomCsv csv = new RandomCsv(new Random(repetition.getCurrentRepetition()));
        Path file = Files.writeString(folder.resolve("random.csv"), csv.text());
        List<CsvRow> all = read(file, csv.delimiter());

        try (CsvReader first = CsvReader.open(file, csv.delimiter())) {
            for (int done = 1; first.next().isPresent(); done++) {
                try (CsvReader second = CsvReader.open(file, csv.delimiter())) {
                    second.seek(first.position(), first.rows());
                    assertThat(rest(second)).isEqualTo(all.subList(done, all.size()));
                }
            }
        }
    }

    @RepeatedTest(50)
    void noBytesWhateverBreakIt(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        byte[] marks = "\",\r\n\"a".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < noise.length; i += 1 + random.nextInt(3)) {
            noise[i] = marks[random.nextInt(marks.length)];
        }

        Path file = Files.write(folder.resolve("noise.csv"), noise);

        try (CsvReader reader = CsvReader.open(file, ',')) {
            rest(reader);
            assertThat(reader.position()).isEqualTo(noise.length);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.csv"), text);
    }

    private static List<CsvRow> read(Path file) throws IOException {
        return read(file, ',');
    }

    private static List<CsvRow> read(Path file, char delimiter) throws IOException {
        try (CsvReader reader = CsvReader.open(file, delimiter)) {
            return rest(reader);
        }
    }

    private static List<CsvRow> rest(CsvReader reader) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
            rows.add(row.get());
        }
        return rows;
    }
}
